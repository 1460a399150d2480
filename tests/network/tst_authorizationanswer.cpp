// SPDX-License-Identifier: MIT
#include "network/authorizationanswer_p.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_AuthorizationAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeIsReadAndIsASecret()
    {
        const auto answer = AuthorizationAnswer::parse("code=a%2Fb+c&state=%7es&iss=https%3A%2F%2Fid.example.org%2F%C3%A4"
                                                       "&session_state=x.y&unknown=1");
        QVERIFY(answer);
        QVERIFY(answer->code->equals(Secret::copyOf("a/b c")));
        QVERIFY(answer->state->equals(Secret::copyOf("~s")));
        QCOMPARE(answer->issuer, QStringLiteral("https://id.example.org/ä"));
        QVERIFY(answer->error.isEmpty());
    }

    void anErrorIsReadWithItsDescription()
    {
        const auto answer = AuthorizationAnswer::parse("error=access_denied&error_description=She+said+%22no%22.&state=s");
        QVERIFY(answer);
        QVERIFY(!answer->code);
        QCOMPARE(answer->error, QStringLiteral("access_denied"));
        QCOMPARE(answer->errorDescription, QStringLiteral("She said \"no\"."));
    }

    void aDescriptionIsOneShortLineOfPlainText_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *name, const QByteArray &sent, const QString &read) {
            QTest::newRow(name) << sent << read;
        };
        row("markup is left as it is", "%3Cb%3Ehi%3C/b%3E", QStringLiteral("<b>hi</b>"));
        row("lines", "a%0D%0Ab%E2%80%A8c", QStringLiteral("a b c"));
        row("escape", "a%1B%5B2Jb", QStringLiteral("a [2Jb"));
        row("directions", "a%E2%80%AEb%E2%81%A6c", QStringLiteral("abc"));
        row("blanks around it", "++a++b++", QStringLiteral("a b"));
        row("an emoji", "%F0%9F%98%80", QStringLiteral("😀"));
        row("300 characters", QByteArray(300, 'x'), QString(300, u'x'));
        row("301 characters", QByteArray(301, 'x'), QString(299, u'x') + u'…');
        row("cut before an emoji", QByteArray(298, 'x') + "%F0%9F%98%80yy", QString(298, u'x') + u'…');
        row("empty", "", QString());
    }

    void aDescriptionIsOneShortLineOfPlainText()
    {
        QFETCH(const QByteArray, sent);
        const auto answer = AuthorizationAnswer::parse("error=e&error_description=" + sent);
        QVERIFY(answer);
        QTEST(answer->errorDescription, "read");
    }

    void someAreNoAnswer_data() // G5
    {
        QTest::addColumn<QByteArray>("form");
        const auto row = [](const char *name, const QByteArray &form) { QTest::newRow(name) << form; };
        row("nothing", "");
        row("a state alone", "state=s");
        row("both", "code=a&error=b&state=s");
        row("an empty code", "code=&state=s");
        row("an empty error", "error=&state=s");
        row("two codes", "code=a&code=a&state=s");
        row("two codes, one encoded", "code=a&%63ode=b&state=s");
        row("two states", "code=a&state=s&state=s");
        row("an unknown one twice", "code=a&state=s&x=1&x=1");
        row("no name", "code=a&state=s&=x");
        row("an empty pair", "code=a&&state=s");
        row("a percent sign alone", "code=a%&state=s");
        row("half a percent sign", "code=a%4&state=s");
        row("no hexadecimal digits", "code=a%zz&state=s");
        row("a digit and a colon", "code=a%3:&state=s");
        row("NUL", "code=a%00b&state=s");
        row("a line end in the code", "code=a%0A&state=s");
        row("UTF-8 in the code", "code=%C3%A4&state=s");
        row("UTF-8 in the error", "error=%C3%A4&state=s");
        row("a long error", "error=" + QByteArray(101, 'e') + "&state=s");
        row("a broken description", "error=e&error_description=%C3&state=s");
        row("a broken issuer", "code=a&iss=%FF&state=s");
        row("another separator", "code=a;state=s;code=b&code=c");
    }

    void someAreNoAnswer()
    {
        QFETCH(const QByteArray, form);
        QVERIFY(!AuthorizationAnswer::parse(form));
    }

    void aStateMayBeMissingHereAndIsSeenToBe()
    {
        QVERIFY(!AuthorizationAnswer::parse("code=a")->state);
        QVERIFY(AuthorizationAnswer::parse("code=a&state=")->state->isEmpty());
    }

    void anythingAtAllIsReadOrRefused() // I1
    {
        QRandomGenerator dice(4711);
        const QByteArray bytes = "codestaiseror=&%0123456789abcdefABCDEF+\xc3\xa4\r\n";
        for (int i = 0; i < 100'000; ++i) {
            QByteArray form = i % 2 ? QByteArray("code=a%2Fb&state=s&iss=x") : QByteArray("error=e&error_description=%C3%A4");
            for (int change = dice.bounded(4); change > 0; --change)
                form[dice.bounded(form.size())] = bytes[dice.bounded(bytes.size())];
            const auto answer = AuthorizationAnswer::parse(form);
            QVERIFY(!answer || (answer->code != nullptr) != !answer->error.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(tst_AuthorizationAnswer)
#include "tst_authorizationanswer.moc"
