// SPDX-License-Identifier: MIT
#include "network/company.h"
#include "network/httptest.h"

#include <QtCore/qjsondocument.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using Endpoint = ScriptedProvider::Endpoint;

// Logins with a code on another device, at a server that is in order, and at others.
class tst_DeviceLogin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsOfferedWhereTheSettingsSaySo();
    void theUserEntersTheCodeThatIsShown(); // G14
    void theServerIsAskedEveryFiveSeconds(); // G14
    void theServersIntervalHolds_data(); // G14
    void theServersIntervalHolds();
    void eachSlowDownAddsFiveSeconds(); // G14
    void aCodeThatIsOverEndsTheLogin(); // G14
    void aCodeThatNeverEndsIsWaitedForForTenMinutes(); // G14
    void aUserWhoDoesNotAllowItCancels();
    void aLoginThatIsGivenUpAsksNoMore(); // G14
    void aNetworkThatIsAwayEndsNothing(); // row 42
    void aServerThatIsBusySaysWhenToAskAgain(); // G14
    void anotherDeviceMayReadThePageWithItsCode_data();
    void anotherDeviceMayReadThePageWithItsCode();
    void aPageThatIsNotHttpsIsRefused(); // G14
    void answersThatNobodyCanUseAreRefused_data();
    void answersThatNobodyCanUseAreRefused();
    void aServerWithoutItSaysSo();
    void aTokenForAnotherClientIsRefused(); // G7
    void anOldProofIsNoNewOne(); // C8
    void aProofOfAUserWhoTakesTheirTimeIsANewOne(); // C8
    void noSecretIsLogged(); // J5
};

static Result<Proof> proofOf(const QFuture<Result<Authentication>> &future)
{
    const auto done = Stage::resultOf(future);
    return done ? Result<Proof>(std::get<Proof>(*done)) : done.error();
}

// Remembers how long the questions of a login were put off. The requests themselves have deadlines of half a minute.
class RecordingClock final : public Clock
{
public:
    explicit RecordingClock(std::shared_ptr<ManualClock> clock) : m_clock(std::move(clock)) { }

    Wall wall() const override { return m_clock->wall(); }
    Boot sinceBoot() const override { return m_clock->sinceBoot(); }
    std::unique_ptr<Alarm> callAfter(std::chrono::nanoseconds delay, std::function<void()> call) override
    {
        if (delay != 30s)
            delays.append(std::chrono::duration_cast<std::chrono::seconds>(delay));
        return m_clock->callAfter(delay, std::move(call));
    }

    QList<std::chrono::seconds> delays;

private:
    const std::shared_ptr<ManualClock> m_clock;
};

// A company whose users may log in on another device.
struct DeviceCompany : Company
{
    DeviceCompany() : Company([](OidcSettings &settings) { settings.offersDevice = true; })
    {
        provider = std::make_unique<OidcProvider>(provider->settings(), recorder);
    }

    static Credentials device() { return Credentials::elsewhere(LoginWay::Device); }
    int questions() const { return server.count(Endpoint::Token); }
    // Whether the login, which has asked, puts the next question off.
    bool waits() const
    {
        return QTest::qWaitFor([&] { return recorder->delays.size() > m_seen; }, patience);
    }
    // Lets the time pass for which the login waits, and says how much it was.
    std::chrono::seconds untilAsked()
    {
        if (!waits())
            return {};
        const auto waited = recorder->delays.at(m_seen++);
        advance(waited);
        return waited;
    }
    // The whole login, where the user enters the code at once.
    Result<Proof> logInByCode()
    {
        const auto step = begin(device());
        if (!step)
            return step.error();
        const auto waiting = await(*step);
        if (!server.enterCode(step->code))
            return Error::Kind::Absent;
        untilAsked();
        return proofOf(waiting);
    }
    void forgetWaits() { m_seen = recorder->delays.size(); }
    void changeDeviceAnswer(const std::function<void(QJsonObject &)> &change)
    {
        server.change(Endpoint::Device, [change](ServerAnswer &answer) {
            QJsonObject object = QJsonDocument::fromJson(answer.body).object();
            change(object);
            answer.body = QJsonDocument(object).toJson();
        });
    }

    const std::shared_ptr<RecordingClock> recorder = std::make_shared<RecordingClock>(clock);

private:
    qsizetype m_seen = 0;
};

void tst_DeviceLogin::itIsOfferedWhereTheSettingsSaySo()
{
    DeviceCompany company;
    QCOMPARE(company.provider->ways(), (QList {LoginWay::Browser, LoginWay::Device}));
    Company without;
    QCOMPARE(without.provider->ways(), QList {LoginWay::Browser});
    QCOMPARE(kindOf(without.begin(DeviceCompany::device())), Error::Kind::NotConfigured);
    QCOMPARE(without.server.count(Endpoint::Device), 0);
}

void tst_DeviceLogin::theUserEntersTheCodeThatIsShown()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    QVERIFY(step->isElsewhere());
    QCOMPARE(step->link, QUrl(company.server.issuer().toString() + QStringLiteral("/device")));
    QVERIFY(!step->code.isEmpty());
    const auto waiting = company.await(*step);
    QVERIFY(company.server.enterCode(step->code));
    company.untilAsked();
    const auto proof = proofOf(waiting);
    QVERIFY(proof);
    QCOMPARE(proof->userId, company.idOf(QStringLiteral("u-1")));
    QVERIFY(company.load(proof->userId));
    QVERIFY(company.logIn()); // in the browser, afterwards
}

void tst_DeviceLogin::theServerIsAskedEveryFiveSeconds()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(company.untilAsked(), 5s);
    QVERIFY(company.waits());
    QVERIFY(!waiting.isFinished());
    QCOMPARE(company.questions(), 4);
}

void tst_DeviceLogin::theServersIntervalHolds_data()
{
    QTest::addColumn<QJsonValue>("interval");
    QTest::addColumn<int>("seconds");
    QTest::newRow("ten seconds") << QJsonValue(10) << 10;
    QTest::newRow("none") << QJsonValue(0) << 5;
    QTest::newRow("negative") << QJsonValue(-1) << 5;
    QTest::newRow("a text") << QJsonValue(QStringLiteral("7")) << 5;
    QTest::newRow("a fraction") << QJsonValue(0.001) << 5;
}

void tst_DeviceLogin::theServersIntervalHolds()
{
    QFETCH(const QJsonValue, interval);
    QFETCH(const int, seconds);
    DeviceCompany company;
    company.changeDeviceAnswer([interval](QJsonObject &answer) { answer.insert(QStringLiteral("interval"), interval); });
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    QCOMPARE(company.untilAsked(), std::chrono::seconds(seconds));
    QVERIFY(company.waits());
    QVERIFY(company.server.enterCode(step->code));
    QCOMPARE(company.untilAsked(), std::chrono::seconds(seconds));
    QVERIFY(proofOf(waiting));
}

void tst_DeviceLogin::eachSlowDownAddsFiveSeconds()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.server.slowDown(2);
    QCOMPARE(company.untilAsked(), 5s);
    QCOMPARE(company.untilAsked(), 10s);
    QCOMPARE(company.untilAsked(), 15s);
    QVERIFY(company.waits());
    QVERIFY(company.server.enterCode(step->code));
    QCOMPARE(company.untilAsked(), 15s);
    QVERIFY(proofOf(waiting));
}

void tst_DeviceLogin::aCodeThatIsOverEndsTheLogin()
{
    DeviceCompany company;
    company.changeDeviceAnswer([](QJsonObject &answer) { answer.insert(QStringLiteral("expires_in"), 12); });
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    QCOMPARE(company.untilAsked(), 5s);
    QCOMPARE(company.untilAsked(), 5s);
    QCOMPARE(company.untilAsked(), 2s); // what is left
    const auto over = proofOf(waiting);
    QCOMPARE(kindOf(over), Error::Kind::Unavailable);
    QVERIFY(over.error().message().contains(u"too long"));
    QCOMPARE(company.questions(), 2);

    QVERIFY(company.logInByCode());
}

void tst_DeviceLogin::aCodeThatNeverEndsIsWaitedForForTenMinutes()
{
    DeviceCompany company;
    company.changeDeviceAnswer([](QJsonObject &answer) {
        answer.insert(QStringLiteral("expires_in"), 1e9);
        answer.insert(QStringLiteral("interval"), 1e9);
    });
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    QCOMPARE(company.untilAsked(), std::chrono::seconds(5min)); // and not once a year
    QCOMPARE(company.untilAsked(), std::chrono::seconds(5min));
    QCOMPARE(kindOf(proofOf(waiting)), Error::Kind::Unavailable);
    QCOMPARE(company.questions(), 1);
}

void tst_DeviceLogin::aUserWhoDoesNotAllowItCancels()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.server.refuse(QStringLiteral("access_denied"));
    QVERIFY(company.server.enterCode(step->code));
    company.untilAsked();
    QCOMPARE(kindOf(proofOf(waiting)), Error::Kind::Cancelled);
    company.server.heal();
    QVERIFY(company.logInByCode());
}

void tst_DeviceLogin::aLoginThatIsGivenUpAsksNoMore()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.untilAsked();
    QTRY_COMPARE(company.recorder->delays.size(), 2); // it waits for the next question
    company.provider->giveUp(step->handle);
    QCOMPARE(kindOf(proofOf(waiting)), Error::Kind::Cancelled);
    QCOMPARE(company.clock->alarmCount(), 0);
    QCOMPARE(company.questions(), 1);
    QVERIFY(company.logIn());
}

void tst_DeviceLogin::aNetworkThatIsAwayEndsNothing()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    QCOMPARE(company.untilAsked(), 5s);
    QVERIFY(company.waits());
    company.server.server().stop();
    QCOMPARE(company.untilAsked(), 5s);
    QCOMPARE(company.untilAsked(), 5s);
    QCOMPARE(company.untilAsked(), 10s);
    QVERIFY(company.waits());
    QVERIFY(!waiting.isFinished());
    company.server.server().start();
    QCOMPARE(company.untilAsked(), 20s);
    QCOMPARE(company.untilAsked(), 5s); // it is back
    QVERIFY(company.waits());
    QVERIFY(company.server.enterCode(step->code));
    QCOMPARE(company.untilAsked(), 5s);
    QVERIFY(proofOf(waiting));
}

void tst_DeviceLogin::aServerThatIsBusySaysWhenToAskAgain()
{
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.server.change(Endpoint::Token, [](ServerAnswer &answer) {
        answer.status = 429;
        answer.headers.emplaceBack("Retry-After", "42");
    });
    QCOMPARE(company.untilAsked(), 5s);
    QVERIFY(company.waits());
    company.server.heal();
    QVERIFY(company.server.enterCode(step->code));
    QCOMPARE(company.untilAsked(), 42s);
    QVERIFY(proofOf(waiting));
}

void tst_DeviceLogin::anotherDeviceMayReadThePageWithItsCode_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("the same host") << "https://127.0.0.1/device?user_code=AB" << true;
    QTest::newRow("another host") << "https://evil.example.org/device?user_code=AB" << false;
    QTest::newRow("plain http") << "http://127.0.0.1/device?user_code=AB" << false;
    QTest::newRow("no address") << "device" << false;
}

void tst_DeviceLogin::anotherDeviceMayReadThePageWithItsCode()
{
    QFETCH(const QString, page);
    QFETCH(const bool, isTaken);
    DeviceCompany company;
    company.changeDeviceAnswer([page](QJsonObject &answer) { answer.insert(QStringLiteral("verification_uri_complete"), page); });
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    QCOMPARE(step->linkWithCode, isTaken ? QUrl(page) : QUrl());
    QVERIFY(!step->link.isEmpty());
}

void tst_DeviceLogin::aPageThatIsNotHttpsIsRefused()
{
    DeviceCompany company;
    company.changeDeviceAnswer([](QJsonObject &answer) {
        answer.insert(QStringLiteral("verification_uri"), QStringLiteral("http://id.example.org/device"));
    });
    QCOMPARE(kindOf(company.begin(DeviceCompany::device())), Error::Kind::Damaged);
    company.server.heal();
    QVERIFY(company.begin(DeviceCompany::device()));
}

void tst_DeviceLogin::answersThatNobodyCanUseAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no code") << "user_code" << QJsonValue();
    QTest::newRow("an empty code") << "user_code" << QJsonValue(QString());
    QTest::newRow("a number") << "user_code" << QJsonValue(12345678);
    QTest::newRow("a code with a line break") << "user_code" << QJsonValue(QStringLiteral("AB\nCD"));
    QTest::newRow("a code that turns the direction") << "user_code" << QJsonValue(QStringLiteral("AB\u202ECD"));
    QTest::newRow("a code that is too long") << "user_code" << QJsonValue(QString(65, u'A'));
    QTest::newRow("no device code") << "device_code" << QJsonValue();
    QTest::newRow("an empty device code") << "device_code" << QJsonValue(QString());
    QTest::newRow("no page") << "verification_uri" << QJsonValue();
    QTest::newRow("a page of a script") << "verification_uri" << QJsonValue(QStringLiteral("javascript:alert(1)"));
    QTest::newRow("a page with a user name") << "verification_uri" << QJsonValue(QStringLiteral("https://id@example.org/"));
}

void tst_DeviceLogin::answersThatNobodyCanUseAreRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QJsonValue, value);
    DeviceCompany company;
    company.changeDeviceAnswer([&](QJsonObject &answer) { answer.insert(name, value); });
    QCOMPARE(kindOf(company.begin(DeviceCompany::device())), Error::Kind::Damaged);
    company.server.heal();
    QVERIFY(company.begin(DeviceCompany::device()));
}

void tst_DeviceLogin::aServerWithoutItSaysSo()
{
    DeviceCompany company;
    company.server.changeMetadata([](QJsonObject &metadata) {
        metadata.remove(QStringLiteral("device_authorization_endpoint"));
    });
    const LogReader log;
    const auto refused = company.begin(DeviceCompany::device());
    QCOMPARE(kindOf(refused), Error::Kind::NotConfigured);
    QVERIFY(!refused.error().message().isEmpty());
    QVERIFY(log.text().contains(u"offersDevice"));
    QVERIFY(company.logIn());
}

void tst_DeviceLogin::aTokenForAnotherClientIsRefused()
{
    DeviceCompany company;
    company.server.changeClaims([](QJsonObject &claims) { claims.insert(QStringLiteral("aud"), QStringLiteral("other")); });
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    QVERIFY(company.server.enterCode(step->code));
    company.untilAsked();
    QCOMPARE(kindOf(proofOf(waiting)), Error::Kind::Damaged);
}

void tst_DeviceLogin::anOldProofIsNoNewOne()
{
    DeviceCompany company;
    QVERIFY(company.logIn()); // the browser knows the user from now on
    company.advance(1h);
    const auto prove = [&] {
        const auto step = company.begin(DeviceCompany::device().provingAnew());
        company.forgetWaits(); // those of the login in the browser
        const auto waiting = company.await(*step);
        company.server.enterCode(step->code);
        company.untilAsked();
        return proofOf(waiting);
    };
    QVERIFY(!prove());
    company.server.forgetBrowser(); // the user has to log in there
    QVERIFY(prove());
}

void tst_DeviceLogin::aProofOfAUserWhoTakesTheirTimeIsANewOne()
{
    DeviceCompany company;
    company.changeDeviceAnswer([](QJsonObject &answer) { answer.insert(QStringLiteral("interval"), 120); });
    const auto step = company.begin(DeviceCompany::device().provingAnew());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    QVERIFY(company.server.enterCode(step->code)); // at once; the server is asked two minutes later
    QCOMPARE(company.untilAsked(), 120s);
    QVERIFY(proofOf(waiting));
}

void tst_DeviceLogin::noSecretIsLogged()
{
    const LogReader log;
    DeviceCompany company;
    const auto step = company.begin(DeviceCompany::device());
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.untilAsked();
    QVERIFY(company.waits());
    QVERIFY(company.server.enterCode(step->code));
    company.untilAsked();
    QVERIFY(proofOf(waiting));
    QVERIFY(!company.server.secrets().isEmpty());
    for (const QByteArray &secret : company.server.secrets())
        QVERIFY2(secret.isEmpty() || !log.text().contains(QString::fromLatin1(secret)), secret.constData());
}

QTEST_GUILESS_MAIN(tst_DeviceLogin)
#include "tst_devicelogin.moc"
