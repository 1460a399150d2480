// SPDX-License-Identifier: MIT
#include "support/stage.h"

#include <QtCore/qtranslator.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// The properties and settings of a LoginManager, and the signals that tell of them.
class tst_ManagerProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPropertyTellsAndBinds();
    void everyPropertyHasItsSignalAndCanBeBoundTo();
    void settingsTellAndBind();
    void theProfileStaysWhileSomebodyIsIn();
    void itsOwnWordsFollowTheLanguage();
};

void tst_ManagerProperties::everyPropertyTellsAndBinds()
{
    Stage stage;
    LoginManager &login = stage.login();
    int seen = 0;
    QProperty<bool> bound;
    bound.setBinding([&] { return login.bindableAuthenticated().value() && login.bindableFresh().value(); });
    const auto watched = bound.onValueChanged([&] {
        ++seen;
        QCOMPARE(login.bindableState().value(), SessionState::LoggedIn); // all of a change, or nothing
        QCOMPARE(login.bindableCurrentUser().value()->id(), QStringLiteral("ada"));
    });
    QSignalSpy state(&login, &LoginManager::stateChanged);
    QSignalSpy user(&login, &LoginManager::currentUserChanged);
    QSignalSpy authenticated(&login, &LoginManager::authenticatedChanged);
    QVERIFY(login.logInVerified(Stage::ada()));
    QCOMPARE(seen, 1);
    QVERIFY(bound.value());
    QCOMPARE(state.count(), 1);
    QCOMPARE(user.count(), 1);
    QCOMPARE(authenticated.count(), 1);
    QVERIFY(login.bindableState().isReadOnly());
}

void tst_ManagerProperties::everyPropertyHasItsSignalAndCanBeBoundTo()
{
    int properties = 0;
    for (const QMetaObject *meta : {&LoginManager::staticMetaObject, &RememberedLogin::staticMetaObject}) {
        for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i, ++properties) {
            QVERIFY2(meta->property(i).hasNotifySignal(), meta->property(i).name());
            QVERIFY2(meta->property(i).isBindable(), meta->property(i).name());
        }
    }
    QCOMPARE(properties, 13);
}

void tst_ManagerProperties::settingsTellAndBind()
{
    Stage stage;
    LoginManager &login = stage.login();
    QProperty<QString> bound;
    bound.setBinding([&] {
        return login.rememberedLogin()->bindableProfile().value() + u' '
            + QString::number(login.rememberedLogin()->bindableKeepsUserName().value());
    });
    QSignalSpy profile(login.rememberedLogin(), &RememberedLogin::profileChanged);
    QSignalSpy userName(login.rememberedLogin(), &RememberedLogin::keepsUserNameChanged);
    SessionPolicy longer;
    longer.freshLifetime = 7s;
    for (int i = 0; i < 2; ++i) { // the second time nothing changes
        login.rememberedLogin()->setProfile(QStringLiteral("work"));
        login.setMessages({.login = QStringLiteral("in"), .freshLogin = QStringLiteral("again")});
        login.setSessionPolicy(longer);
        login.rememberedLogin()->setKeepsUserName(true);
    }
    QCOMPARE(bound.value(), QStringLiteral("work 1"));
    for (const QSignalSpy *spy : {&profile, &userName})
        QCOMPARE(spy->count(), 1);
    QCOMPARE(login.setup().profile, QStringLiteral("work"));
    QCOMPARE(login.setup().messages.login, QStringLiteral("in"));
    QCOMPARE(login.setup().messages.freshLogin, QStringLiteral("again"));
    QCOMPARE(login.setup().sessionPolicy, longer);
    QVERIFY(login.setup().keepsUserName);
}

void tst_ManagerProperties::theProfileStaysWhileSomebodyIsIn()
{
    Stage stage;
    QVERIFY(stage.login().logInVerified(Stage::ada()));
    const QString folder = stage.login().rememberedLogin()->profileFolder();
    QTest::ignoreMessage(QtCriticalMsg,
                         QRegularExpression(QStringLiteral("profile cannot change while a user is logged in")));
    stage.login().rememberedLogin()->setProfile(QStringLiteral("other"));
    QCOMPARE(stage.login().rememberedLogin()->profile(), QStringLiteral("default"));
    QCOMPARE(stage.login().rememberedLogin()->profileFolder(), folder);
    stage.login().logOut();
    stage.login().rememberedLogin()->setProfile(QStringLiteral("other"));
    QCOMPARE(stage.login().rememberedLogin()->profile(), QStringLiteral("other"));
}

void tst_ManagerProperties::itsOwnWordsFollowTheLanguage()
{
    class Shouting final : public QTranslator
    {
        QString translate(const char *, const char *source, const char *, int) const override
        {
            return QString::fromUtf8(source).toUpper();
        }
        bool isEmpty() const override { return false; }
    };
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
    (void)stage.login().require(Requirement::freshLogin());
    QTRY_VERIFY(stage.prompt->isAsking());
    const LoginRequest asked = stage.prompt->request();
    const QString english = asked.message();
    QVERIFY(!english.isEmpty());
    {
        Shouting translator;
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(asked.message(), english.toUpper());
    }
    QCOMPARE(asked.message(), english);
    stage.login().setMessages({.freshLogin = QStringLiteral("To write.")}); // the application's own words stay
    QCOMPARE(asked.message(), QStringLiteral("To write."));
    Shouting translator;
    QCoreApplication::installTranslator(&translator);
    QCOMPARE(asked.message(), QStringLiteral("To write."));
}

QTEST_GUILESS_MAIN(tst_ManagerProperties)
#include "tst_managerproperties.moc"
