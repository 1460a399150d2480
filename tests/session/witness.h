// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

#include <QtCore/qmetaobject.h>
#include <QtCore/qstringlist.h>

#include <vector>

namespace QtLogin {

// Hears every signal of a manager, and looks at each of them whether what it shows fits together.
class Witness : public QObject
{
public:
    explicit Witness(LoginManager &login) : m_login(login), m_lease(login.lease())
    {
        hearEvents();
        watch(login, &LoginManager::stateChanged, &LoginManager::state);
        watch(login, &LoginManager::busyChanged, &LoginManager::isBusy);
        watch(login, &LoginManager::currentUserChanged, &LoginManager::currentUser);
        watch(login, &LoginManager::authenticatedChanged, &LoginManager::isAuthenticated);
        watch(login, &LoginManager::freshnessChanged, &LoginManager::isFresh);
        watch(login, &LoginManager::rememberedChanged, &LoginManager::isRemembered);
        watch(login, &LoginManager::lockSourcesChanged, &LoginManager::lockSources);
        RememberedLogin &remembered = *login.rememberedLogin();
        watch(remembered, &RememberedLogin::hasUserChanged, &RememberedLogin::hasUser);
        watch(remembered, &RememberedLogin::availableChanged, &RememberedLogin::isAvailable);
        watch(remembered, &RememberedLogin::keychainStateChanged, &RememberedLogin::keychainState);
    }

    // The events so far, one word for each event signal, in order.
    QStringList takeEvents() { return std::exchange(m_events, {}); }
    QStringList complaints() const { return m_complaints; }
    int stored = 0;
    int notStored = 0;

    void look(const QString &when)
    {
        const auto demand = [&](bool holds, const char *what) {
            if (!holds)
                m_complaints += QStringLiteral("at %1: %2").arg(when, QLatin1StringView(what));
        };
        const SessionState state = m_login.state();
        const bool in = state == SessionState::LoggedIn || state == SessionState::Locked;
        demand(m_login.currentUser() != nullptr, "there is always a user");
        demand(m_login.currentUser()->isAnonymous() == !in, "the user is nobody exactly while nobody is in");
        demand(!m_login.isAuthenticated() || state == SessionState::LoggedIn, "authenticated means logged in");
        demand(!m_login.isFresh() || m_login.isAuthenticated(), "fresh means authenticated");
        demand(m_login.isLocked() == (state == SessionState::Locked), "locked is the state");
        demand(!m_login.isRemembered() || in, "nobody is not remembered");
        demand(m_login.check(Requirement::login()) != Access::Allowed || m_login.isAuthenticated(),
               "a guard opens for the authenticated only");
        demand(m_login.check(Requirement::freshLogin()) != Access::Allowed || m_login.isFresh(),
               "a guard that wants freshness opens for the fresh only");
        demand(m_login.check(Requirement()) == Access::Forbidden, "a forgotten requirement is never met");
        demand(!m_lease.isAlive() || m_epoch == m_login.epoch(), "a lease dies with its login");
        if (m_epoch != m_login.epoch()) {
            m_lease = m_login.lease();
            m_epoch = m_login.epoch();
        }
    }

private:
    template<typename T>
    static QString name(T value)
    {
        return QString::fromLatin1(QMetaEnum::fromType<T>().valueToKey(int(value)));
    }

    void hear(const QString &event)
    {
        m_events += event;
        look(event);
    }

    void hearEvents()
    {
        using M = LoginManager;
        const auto person = [this](const char *what) {
            return [this, what](const UserPtr &user) { hear(QLatin1StringView(what) + QChar(u' ') + user->id()); };
        };
        connect(&m_login, &M::loggedIn, this, person("loggedIn"));
        connect(&m_login, &M::restored, this, person("restored"));
        connect(&m_login, &M::loginConfirmed, this, person("loginConfirmed"));
        connect(&m_login, &M::aboutToLogOut, this, person("aboutToLogOut"));
        connect(&m_login, &M::loggedOut, this, [this](const UserPtr &user, LogoutReason reason) {
            hear(QStringLiteral("loggedOut %1 %2").arg(user->id(), name(reason)));
        });
        connect(&m_login, &M::lockedChanged, this, [this](bool locked, LockReason reason) {
            hear(locked ? QStringLiteral("locked ") + name(reason) : QStringLiteral("unlocked"));
        });
        connect(&m_login, &M::loginFailed, this,
                [this](LoginFailure failure) { hear(QStringLiteral("loginFailed ") + name(failure)); });
        connect(&m_login, &M::restorePending, this, [this] { hear(QStringLiteral("restorePending")); });
        connect(&m_login, &M::sessionProtected, this,
                [this](SessionProtection level) { hear(QStringLiteral("sessionProtected %1").arg(int(level))); });
        connect(&m_login, &M::loaderFailed, this, [this] { hear(QStringLiteral("loaderFailed")); });
        const RememberedLogin *remembered = m_login.rememberedLogin();
        connect(remembered, &RememberedLogin::tokenReused, this, [this] { hear(QStringLiteral("tokenReused")); });
        connect(remembered, &RememberedLogin::stored, this, [this] { ++stored; });
        connect(remembered, &RememberedLogin::storingFailed, this, [this] { ++notStored; });
    }

    // Each notification tells something new, and the last one tells what is so.
    template<typename Object, typename Signal, typename T>
    void watch(Object &object, Signal signal, T (Object::*property)() const)
    {
        const auto told = std::make_shared<T>((object.*property)());
        const QString name = QString::fromLatin1(QMetaMethod::fromSignal(signal).name());
        connect(&object, signal, this, [this, told, name](const T &value) {
            if (*told == value)
                m_complaints += name + QStringLiteral(" tells nothing new");
            *told = value;
            look(name);
        });
        m_ends.push_back([this, &object, told, name, property] {
            if (*told != (object.*property)())
                m_complaints += name + QStringLiteral(" was not told");
        });
    }

public:
    // To be called when all has been told.
    void lookAtTheEnd()
    {
        look(QStringLiteral("the end"));
        for (const auto &end : m_ends)
            end();
    }

private:
    LoginManager &m_login;
    SessionLease m_lease;
    quint64 m_epoch = 0;
    QStringList m_events;
    QStringList m_complaints;
    std::vector<std::function<void()>> m_ends;
};

} // namespace QtLogin
