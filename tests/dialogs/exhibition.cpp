// SPDX-License-Identifier: MIT
#include "dialogs/exhibition.h"

#include "dialogs/changepassworddialog.h"
#include "dialogs/devicesdialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptedrequest.h"
#include "forms/translations.h"
#include "session/rememberstage.h"
#include "vault/memorysecretstore.h"

#include <QtGui/qdesktopservices.h>
#include <QtWidgets/qapplication.h>

using namespace QtLogin;

static void open(QDialog &dialog)
{
    dialog.open();
    QCoreApplication::processEvents();
}

static void present(const Exhibition::Visitor &visitor, const char *name, QDialog &dialog)
{
    for (int i = 0; i < 8; ++i) // a click, an attempt, its answer, the layout, the layout around it
        QCoreApplication::processEvents();
    visitor(QLatin1String(name), dialog);
}

static void enter(QDialog &dialog, const char *password)
{
    const DialogRobot robot(&dialog);
    robot.type("password", QLatin1String(password));
    robot.press(Qt::Key_Enter);
}

template<typename Prepare>
static void logIn(const Exhibition::Visitor &visitor, const char *name, Prepare prepare)
{
    ScriptedRequest script;
    script.parts().suggestedUserName = QStringLiteral("ada");
    LoginDialog dialog(script.request());
    ::open(dialog);
    prepare(script, dialog);
    present(visitor, name, dialog);
}

static const UserPtr &ada()
{
    static const auto user = SimpleUser::create({.id = QStringLiteral("ada"), .displayName = QStringLiteral("Ada Lovelace")});
    return user;
}

Exhibition::Exhibition()
    : m_login({.applicationId = QStringLiteral("org.example.exhibition"),
               .userLoader = UserLoader::from([](const QString &) { return ada(); }),
               .accountEditor = m_editor,
               .secretStore = std::make_shared<MemorySecretStore>()}) // a store that is there
{
    (void)m_login.logInVerified(ada());
}

void Exhibition::show(const Visitor &visitor)
{
    showLogins(visitor);
    showProofs(visitor);
    showJoined(visitor);
    showElsewhere(visitor);
    showAccounts(visitor);
    showDevices(visitor);
}

void Exhibition::speak(const char *language)
{
    const QLocale locale{QLatin1String(language)};
    installTranslations(qApp, locale);
    QLocale::setDefault(locale);
    QApplication::setLayoutDirection(locale.textDirection());
}

void Exhibition::showLogins(const Visitor &visitor)
{
    logIn(visitor, "login", [](auto &, auto &) {});
    logIn(visitor, "login-creating", [this](auto &, LoginDialog &dialog) { dialog.setAccountEditor(m_editor); });
    logIn(visitor, "login-links", [](auto &, LoginDialog &dialog) {
        dialog.setKeepSignedIn(KeepSignedIn::Preset);
        dialog.setForgotPasswordLink({&dialog, [] {}});
        dialog.setCreateAccountLink({&dialog, [] {}});
    });
    logIn(visitor, "login-focusedlink", [](auto &, LoginDialog &dialog) {
        dialog.setKeepSignedIn(KeepSignedIn::Always);
        dialog.setForgotPasswordLink({&dialog, [] {}});
        dialog.setAttribute(Qt::WA_KeyboardFocusChange); // as after Tab
        DialogRobot(&dialog).find("forgotPassword")->setFocus(Qt::TabFocusReason);
    });
    logIn(visitor, "login-always-unremembered", [](ScriptedRequest &script, LoginDialog &dialog) {
        dialog.setKeepSignedIn(KeepSignedIn::Always);
        *script->remember = RememberAvailability {
            false, QStringLiteral("There is no keychain on this computer, so you will have to log in again the next time you start.")};
    });
    logIn(visitor, "login-unremembered", [](ScriptedRequest &script, auto &) {
        *script->remember = RememberAvailability {
            false, QStringLiteral("There is no keychain on this computer, so you will have to log in again the next time you start.")};
    });
    logIn(visitor, "login-empty", [](auto &, LoginDialog &dialog) { DialogRobot(&dialog).press(Qt::Key_Enter); });
    logIn(visitor, "login-capslock", [](auto &, LoginDialog &dialog) {
        QTest::sendKeyEvent(QTest::Click, DialogRobot(&dialog).find("password"), Qt::Key_A, QStringLiteral("A"), {});
    });
    logIn(visitor, "login-shown", [](auto &, LoginDialog &dialog) {
        dialog.findChild<PasswordField *>()->setShown(true);
        DialogRobot(&dialog).type("password", QStringLiteral("engine"));
    });
}

void Exhibition::showProofs(const Visitor &visitor)
{
    logIn(visitor, "login-wrong", [](auto &, LoginDialog &dialog) { enter(dialog, "wrong"); });
    logIn(visitor, "login-throttled", [](ScriptedRequest &script, LoginDialog &dialog) {
        script->error = Error(Error::Kind::Throttled, Error(Error::Kind::Throttled).message(), std::chrono::minutes(5));
        enter(dialog, "wrong");
    });
    logIn(visitor, "login-busy", [](ScriptedRequest &script, LoginDialog &dialog) {
        script->held = true;
        enter(dialog, "engine");
    });
    logIn(visitor, "login-code", [](ScriptedRequest &script, LoginDialog &dialog) {
        script->step = NextStep {QStringLiteral("Enter the code from your authenticator app."), "step"};
        enter(dialog, "engine");
    });
    for (const auto kind : {LoginRequest::Kind::Reauthenticate, LoginRequest::Kind::Unlock}) {
        const ScriptedRequest script(kind);
        ReauthDialog dialog(script.request());
        ::open(dialog);
        present(visitor, kind == LoginRequest::Kind::Unlock ? "unlock" : "reauth", dialog);
    }
}

// Calls of two windows wait for the same proof.
void Exhibition::showJoined(const Visitor &visitor)
{
    ScriptedRequest script(LoginRequest::Kind::Reauthenticate);
    script.parts().message = QStringLiteral("To print this page, enter your password.");
    ReauthDialog dialog(script.request());
    ::open(dialog);
    script.parts().message += QStringLiteral("\nTo delete all notes, enter your password.");
    dialog.updateMessage();
    present(visitor, "reauth-joined", dialog);
}

// A browser would be one more window.
void Exhibition::open(const QUrl &) { }

void Exhibition::showElsewhere(const Visitor &visitor)
{
    using enum LoginWay;
    QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open");
    const auto show = [&](const char *name, Ways ways, const char *chosen, const std::optional<Error> &error = {}) {
        ScriptedRequest script(name[0] == 'r' ? LoginRequest::Kind::Reauthenticate : LoginRequest::Kind::LogIn);
        script.offer(ways);
        script->pageError = error;
        script->holdsPage = !error;
        if (ways == Ways {Browser})
            script->page->code.clear();
        const std::unique_ptr<QDialog> dialog(name[0] == 'r' ? static_cast<QDialog *>(new ReauthDialog(script.request()))
                                                             : new LoginDialog(script.request()));
        ::open(*dialog);
        if (chosen)
            DialogRobot(dialog.get()).click(chosen);
        present(visitor, name, *dialog);
    };
    show("login-browser", {Browser}, nullptr);
    show("login-browser-device", {Browser, Device}, nullptr);
    show("login-browser-password", {Browser, Password}, nullptr);
    show("login-ways", {Password, Browser, Device}, nullptr);
    show("login-browser-cancelled", {Browser, Device}, "submit", Error::Kind::Cancelled);
    show("login-browser-waiting", {Browser}, "submit");
    show("login-device-waiting", {Password, Device}, "deviceWay");
    show("reauth-ways", {Password, Browser}, nullptr);
    show("reauth-waiting", {Browser}, "submit");
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
}

void Exhibition::showAccounts(const Visitor &visitor)
{
    NewAccountDialog creation(m_editor);
    ::open(creation);
    DialogRobot(&creation).type("userName", QStringLiteral("ada"));
    DialogRobot(&creation).type("password", QStringLiteral("ada7"));
    DialogRobot(&creation).type("repetition", QStringLiteral("ada8"));
    present(visitor, "newaccount-judged", creation);
    DialogRobot(&creation).press(Qt::Key_Enter);
    present(visitor, "newaccount-refused", creation);
    creation.reject();

    FirstAccountDialog first(&m_login);
    ::open(first);
    present(visitor, "firstaccount", first);
    first.reject();

    ChangePasswordDialog change(&m_login);
    ::open(change);
    DialogRobot(&change).type("current", QStringLiteral("wrong"));
    DialogRobot(&change).type("password", QStringLiteral("an engine of brass"));
    DialogRobot(&change).type("repetition", QStringLiteral("an engine of brass"));
    DialogRobot(&change).press(Qt::Key_Enter);
    present(visitor, "changepassword-wrong", change);
}

void Exhibition::showDevices(const Visitor &visitor)
{
    RememberStage stage;
    const auto verifier = std::make_shared<ScriptedVerifier>(stage.clock);
    stage.use(verifier);
    (void)stage.remember();
    for (auto &own : verifier->series)
        own.facts.deviceName = QStringLiteral("ada-desktop");
    const auto show = [&](const char *name, auto... faults) {
        DevicesDialog dialog(&stage.login());
        ::open(dialog);
        (verifier->faults.insert(ScriptedVerifier::Operation::Revoke, faults), ...);
        if (sizeof...(faults) > 0)
            DialogRobot(&dialog).click("forgetOthers");
        present(visitor, name, dialog);
        verifier->faults.clear();
    };
    show("devices-own");
    verifier->addDevice("nameless", QStringLiteral("ada"));
    stage.clock->advance(std::chrono::hours(20));
    verifier->addDevice("long", QStringLiteral("ada"), QStringLiteral("analytical-engine.").repeated(12));
    stage.clock->advance(std::chrono::hours(70));
    verifier->addDevice("laptop", QStringLiteral("ada"), QStringLiteral("ada-laptop"));
    (void)stage.login().confirmLogin();
    show("devices");
    show("devices-failed", Error::Kind::Unavailable);
    (void)stage.login().rememberedLogin()->revokeAllUsers();
    verifier->series.clear();
    show("devices-none");
}
