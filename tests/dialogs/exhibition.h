// SPDX-License-Identifier: MIT
#pragma once

#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/firstaccountdialog.h"
#include "dialogs/logindialog.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "forms/translations.h"
#include "session/loginmanager.h"

#include <QtWidgets/qapplication.h>

//! Every dialog in every state that a person may see it in, for looking at and for measuring.
class Exhibition
{
public:
    Exhibition()
    {
        m_login.setAccountEditor(m_editor);
        (void)m_login.logIn(QtLogin::SimpleUser::create({.id = QStringLiteral("ada"), .displayName = QStringLiteral("Ada Lovelace")}));
    }

    using Visitor = std::function<void(const QString &name, QDialog &dialog)>;

    //! Shows one after the other to \a visitor.
    void show(const Visitor &visitor)
    {
        using namespace QtLogin;
        const auto visit = [&](const char *name, QDialog &dialog) {
            for (int i = 0; i < 3; ++i) // an attempt, its answer, the layout
                QCoreApplication::processEvents();
            visitor(QLatin1String(name), dialog);
        };
        logIn(visit, "login", [](auto &, auto &) {});
        logIn(visit, "login-created", [this](auto &, LoginDialog &dialog) { dialog.setAccountEditor(m_editor); });
        logIn(visit, "login-unremembered", [](ScriptedRequest &script, LoginDialog &) {
            *script->remember = RememberAvailability {false, QStringLiteral("There is no keychain on this computer, so you will have to log in again the next time you start.")};
        });
        logIn(visit, "login-empty", [](auto &, LoginDialog &dialog) { DialogRobot(&dialog).press(Qt::Key_Enter); });
        logIn(visit, "login-capslock", [](auto &, LoginDialog &dialog) {
            QTest::sendKeyEvent(QTest::Click, DialogRobot(&dialog).find("password"), Qt::Key_A, QStringLiteral("A"), {});
        });
        logIn(visit, "login-shown", [](auto &, LoginDialog &dialog) {
            dialog.findChild<PasswordField *>()->setShown(true);
            DialogRobot(&dialog).type("password", QStringLiteral("engine"));
        });
        logIn(visit, "login-wrong", [](auto &, LoginDialog &dialog) { enter(dialog, "wrong"); });
        logIn(visit, "login-throttled", [](ScriptedRequest &script, LoginDialog &dialog) {
            script->error = Error(Error::Kind::Throttled, Error(Error::Kind::Throttled).message(), std::chrono::minutes(5));
            enter(dialog, "wrong");
        });
        logIn(visit, "login-busy", [](ScriptedRequest &script, LoginDialog &dialog) {
            script->held = true;
            enter(dialog, "engine");
        });
        logIn(visit, "login-code", [](ScriptedRequest &script, LoginDialog &dialog) {
            script->step = NextStep {QStringLiteral("Enter the code from your authenticator app."), "step"};
            enter(dialog, "engine");
        });
        for (const auto kind : {LoginRequest::Kind::Reauthenticate, LoginRequest::Kind::Unlock}) {
            const ScriptedRequest script(kind);
            ReauthDialog dialog(script.request());
            open(dialog);
            visit(kind == LoginRequest::Kind::Unlock ? "unlock" : "reauth", dialog);
        }
        {
            NewAccountDialog dialog(m_editor);
            open(dialog);
            const DialogRobot robot(&dialog);
            robot.type("userName", QStringLiteral("ada"));
            robot.type("password", QStringLiteral("ada7"));
            robot.type("repetition", QStringLiteral("ada8"));
            visit("newaccount-judged", dialog);
            robot.press(Qt::Key_Enter);
            (void)QTest::qWaitFor([&] { return robot.find<FieldNote>("passwordNote")->hasError(); });
            visit("newaccount-refused", dialog);
        }
        {
            FirstAccountDialog dialog(&m_login);
            open(dialog);
            visit("firstaccount", dialog);
        }
        {
            ChangePasswordDialog dialog(&m_login);
            open(dialog);
            const DialogRobot robot(&dialog);
            robot.type("current", QStringLiteral("wrong"));
            robot.type("password", QStringLiteral("an engine of brass"));
            robot.type("repetition", QStringLiteral("an engine of brass"));
            robot.press(Qt::Key_Enter);
            (void)QTest::qWaitFor([&] { return robot.find<FieldNote>("currentNote")->hasError(); });
            visit("changepassword-wrong", dialog);
        }
    }

    //! Makes the whole application speak \a language, and its layout run that way.
    static void speak(const char *language)
    {
        const QLocale locale{QLatin1String(language)};
        QtLogin::installTranslations(qApp, locale);
        QApplication::setLayoutDirection(locale.textDirection());
    }

private:
    static void open(QDialog &dialog)
    {
        dialog.open();
        QCoreApplication::processEvents();
    }

    static void enter(QtLogin::LoginDialog &dialog, const char *password)
    {
        const DialogRobot robot(&dialog);
        robot.type("password", QLatin1String(password));
        robot.press(Qt::Key_Enter);
    }

    template<typename Visit, typename Prepare>
    void logIn(const Visit &visit, const char *name, Prepare prepare)
    {
        ScriptedRequest script;
        script.parts().suggestedUserName = QStringLiteral("ada");
        QtLogin::LoginDialog dialog(script.request());
        open(dialog);
        prepare(script, dialog);
        visit(name, dialog);
    }

    std::shared_ptr<ScriptedEditor> m_editor = std::make_shared<ScriptedEditor>();
    QtLogin::LoginManager m_login {QStringLiteral("org.example.exhibition")};
};
