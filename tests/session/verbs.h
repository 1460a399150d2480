// SPDX-License-Identifier: MIT
#pragma once

#include "rememberstage.h"

#include <functional>

namespace QtLogin {

// The verbs that change a session, each on a stage on which it does something.
struct Verb
{
    const char *name;
    void (*prepare)(RememberStage &);
    void (*act)(RememberStage &); // what it throws comes out
    bool movesGates = true;
};

inline void enter(RememberStage &stage)
{
    (void)stage.remember();
}

inline const Verb verbs[] = {
    {"log in", [](RememberStage &) { }, [](RememberStage &s) { (void)s.login().logInVerified(Stage::ada()); }},
    {"log in and remember", [](RememberStage &) { },
     [](RememberStage &s) { (void)s.login().logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes}); }},
    {"log in with a password", [](RememberStage &) { },
     [](RememberStage &s) { (void)Stage::resultOf(s.login().logIn(Stage::adasPassword())); }},
    {"log another user in", enter, [](RememberStage &s) { (void)s.login().logInVerified(Stage::bob()); }},
    {"let another user in", enter,
     [](RememberStage &s) {
         const auto prompt = s.prompt; // a slot may end the stage
         prompt->answerAlways(Stage::bobsPassword());
         const auto switched = s.login().switchUser();
         prompt->setReaction(nullptr);
         (void)Stage::resultOf(switched);
     }},
    {"log out", enter, [](RememberStage &s) { s.login().logOut(); }},
    {"lock", enter, [](RememberStage &s) { s.login().lock(); }},
    {"unlock",
     [](RememberStage &s) {
         enter(s);
         s.login().lock();
     },
     [](RememberStage &s) { (void)Stage::resultOf(s.login().unlock(Stage::adasPassword())); }},
    {"confirm",
     [](RememberStage &s) {
         enter(s);
         s.clock->advance(std::chrono::minutes(6));
     },
     [](RememberStage &s) { (void)s.login().confirmLogin(); }},
    {"restore",
     [](RememberStage &s) {
         enter(s);
         s.restartApplication();
     },
     [](RememberStage &s) { (void)s.restore(); }},
    {"revalidate a user who has gone",
     [](RememberStage &s) {
         enter(s);
         s.loader->remove(QStringLiteral("ada"));
     },
     [](RememberStage &s) { (void)Stage::resultOf(s.login().revalidate()); }},
    {"revalidate", enter, [](RememberStage &s) { (void)Stage::resultOf(s.login().revalidate()); }},
    {"forget", enter, [](RememberStage &s) { (void)Stage::resultOf(s.login().rememberedLogin()->forget()); }, false},
    {"set a policy", enter, [](RememberStage &s) { s.login().setSessionPolicy(SessionPolicy::strict()); }},
    {"keep the user's name", enter, [](RememberStage &s) { s.login().rememberedLogin()->setKeepsUserName(true); }, false},
    {"change the profile",
     [](RememberStage &s) {
         enter(s);
         s.restartApplication();
         (void)Stage::resultOf(s.login().rememberedLogin()->peek());
     },
     [](RememberStage &s) { s.login().rememberedLogin()->setProfile(QStringLiteral("work")); }, false},
};

// After any events: one user after the other logs in, locks, unlocks, comes back and logs out.
inline bool worksOn(RememberStage &stage)
{
    if (!stage.isRunning())
        stage.start();
    LoginManager &login = stage.login();
    stage.loader->add(Stage::ada());
    login.setSessionPolicy(SessionPolicy::standard());
    for (const UserPtr &user : {Stage::bob(), Stage::ada()}) {
        if (!stage.remember(user) || !login.isRemembered() || login.check(Requirement::freshLogin()) != Access::Allowed)
            return false;
    }
    login.lock();
    if (login.check(Requirement::login()) != Access::Locked || !Stage::resultOf(login.unlock(Stage::adasPassword())))
        return false;
    if (!Stage::resultOf(login.revalidate()) || !stage.comesBackAs("ada"))
        return false;
    stage.login().logOut();
    return stage.login().currentUser()->isAnonymous() && stage.restartAndRestore().failedWith(Error::Kind::Absent);
}

// The signals of a manager and of its remembered login.
inline QList<QMetaMethod> allSignals()
{
    QList<QMetaMethod> all;
    for (const QMetaObject *meta : {&LoginManager::staticMetaObject, &RememberedLogin::staticMetaObject}) {
        for (int i = meta->methodOffset(); i < meta->methodCount(); ++i) {
            if (meta->method(i).methodType() == QMetaMethod::Signal)
                all.append(meta->method(i));
        }
    }
    return all;
}

// The manager, or its remembered login.
inline QObject *senderOf(LoginManager &login, const QMetaMethod &signal)
{
    const bool isRemembereds = signal.enclosingMetaObject() == &RememberedLogin::staticMetaObject;
    return isRemembereds ? static_cast<QObject *>(login.rememberedLogin()) : &login;
}

// Calls a function as a slot of any signal.
class AnySlot : public QObject
{
    Q_OBJECT
public:
    AnySlot(LoginManager &login, const QMetaMethod &signal, std::function<void()> call) : m_call(std::move(call))
    {
        connect(senderOf(login, signal), signal, this, metaObject()->method(metaObject()->indexOfSlot("call()")));
    }
    int count = 0;

public Q_SLOTS:
    void call()
    {
        ++count;
        m_call();
    }

private:
    const std::function<void()> m_call;
};

// The signals that a manager and its remembered login emit meanwhile.
inline QList<QMetaMethod> signalsOf(const Verb &verb)
{
    RememberStage stage;
    verb.prepare(stage);
    std::vector<std::pair<QMetaMethod, std::unique_ptr<AnySlot>>> heard;
    for (const QMetaMethod &signal : allSignals())
        heard.emplace_back(signal, std::make_unique<AnySlot>(stage.login(), signal, [] { }));
    verb.act(stage);
    QList<QMetaMethod> emitted;
    for (const auto &[signal, slot] : heard) {
        if (slot->count > 0)
            emitted.append(signal);
    }
    return emitted;
}

} // namespace QtLogin
