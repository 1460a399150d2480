// SPDX-License-Identifier: MIT
#include "accounts/passwordpolicy.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_PasswordPolicy : public QObject
{
    Q_OBJECT

    static QString times(int n, const char *what) { return QString::fromUtf8(what).repeated(n); }

    static qsizetype complaints(const QString &typed, const PasswordPolicy &policy = {}, const char *user = "ada")
    {
        const auto secret =
            Secret::fromTypedText(QString(typed.constData(), typed.size())); // it wipes what it is given
        return secret ? policy.complaints(*secret, QString::fromUtf8(user)).size() : -1;
    }

private Q_SLOTS:
    void theLengthIsWhatCounts_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("expected");
        QTest::newRow("nothing") << QString() << 1;
        QTest::newRow("14") << times(14, "a") << 1;
        QTest::newRow("15") << times(15, "a") << 0;
        QTest::newRow("64") << times(64, "a") << 0;
        QTest::newRow("1024") << times(1024, "a") << 0;
        QTest::newRow("1025") << times(1025, "a") << 1;
        QTest::newRow("a megabyte") << times(1 << 20, "a") << 1;
        QTest::newRow("14 of four bytes") << times(14, "🦄") << 1;
        QTest::newRow("15 of four bytes") << times(15, "🦄") << 0;
        QTest::newRow("1024 of four bytes") << times(1024, "🦄") << 0;
        QTest::newRow("1025 of four bytes") << times(1025, "🦄") << 1;
        QTest::newRow("14 composed") << times(14, "é") << 1;
        QTest::newRow("15 composed") << times(15, "é") << 0;
        QTest::newRow("14 decomposed: they are the same") << times(14, "e\u0301") << 1;
        QTest::newRow("spaces") << times(15, " ") << 0;
        QTest::newRow("a space before it counts") << QStringLiteral(" 12345678901234") << 0;
        QTest::newRow("digits only") << QStringLiteral("123456789012345") << 0;
        QTest::newRow("NULs count as any other") << QString(15, QChar(0)) << 0;
        QTest::newRow("14 and a NUL") << times(14, "a") + QChar(0) << 0;
        QTest::newRow("a lone surrogate is no text") << QString(15, QChar(0xd800)) << -1;
    }

    void theLengthIsWhatCounts() // A7
    {
        QFETCH(const QString, password);
        QFETCH(const int, expected);
        QCOMPARE(complaints(password), expected);
    }

    void theLeastLengthIsTheApplications()
    {
        const PasswordPolicy policy {.minimumLength = 8, .refused = {}};
        QCOMPARE(complaints(times(7, "x"), policy), 1);
        QCOMPARE(complaints(times(8, "x"), policy), 0);
    }

    void theUserNameIsNoPassword_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("expected");
        QTest::newRow("itself") << QStringLiteral("Ada Lovelace the Ärzte") << 1;
        QTest::newRow("another case") << QStringLiteral("ADA LOVELACE THE ÄRZTE") << 1;
        QTest::newRow("more than it") << QStringLiteral("Ada Lovelace the Ärzte!") << 0;
        QTest::newRow("less than it") << QStringLiteral("Ada Lovelace the Ärzt") << 0;
    }

    void theUserNameIsNoPassword() // A8
    {
        QFETCH(const QString, password);
        QFETCH(const int, expected);
        QCOMPARE(complaints(password, {}, "  Ada Lovelace the A\u0308rzte "), expected);
    }

    void wholePasswordsCanBeRefused() // A8
    {
        const PasswordPolicy policy {.minimumLength = 15, .refused = {QStringLiteral("correct horse battery staple")}};
        QCOMPARE(complaints(QStringLiteral("Correct Horse Battery Staple"), policy), 1);
        QCOMPARE(complaints(QStringLiteral("Correct Horse Battery Staple 2"), policy), 0);
    }

    void theNameOfTheApplicationIsNoPassword() // A8
    {
        const QString before = QCoreApplication::applicationName();
        QCoreApplication::setApplicationName(QStringLiteral("The Journal of Ada"));
        QCOMPARE(complaints(QStringLiteral("the journal of ada")), 1);
        QCoreApplication::setApplicationName(before);
    }

    void everythingIsSaidAtOnce()
    {
        const PasswordPolicy policy {.minimumLength = 15, .refused = {QStringLiteral("bob"), QStringLiteral("BOB")}};
        QCOMPARE(complaints(QStringLiteral("bob"), policy, "bob"), 3);
        const auto sentences = policy.complaints(Secret::copyOf("bob"), QStringLiteral("bob"));
        QVERIFY(sentences.first().contains(QStringLiteral("15")));
        QCOMPARE(QSet<QString>(sentences.begin(), sentences.end()).size(), 3);
    }

    void bytesThatAreNoTextDoNoHarm()
    {
        const PasswordPolicy policy;
        for (const QByteArray &bytes :
             {QByteArray("\xff\xfe\xfd", 3), QByteArray("\xf0\x9f", 2), QByteArray("\x80\x80", 2)})
            QCOMPARE(policy.complaints(Secret::copyOf(bytes), QStringLiteral("ada")).size(), 1);
        QCOMPARE(policy.complaints(Secret::copyOf(QByteArray(20, '\xff')), {}).size(), 0);
    }

    void aPolicyWithoutSenseIsRefused()
    {
        QVERIFY(PasswordPolicy().validate());
        for (const int length : {-1, 0, 7, 65, 100'000}) {
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("minimumLength is %1").arg(length)));
            QVERIFY(PasswordPolicy({.minimumLength = length, .refused = {}})
                        .validate()
                        .failedWith(Error::Kind::InvalidInput));
        }
    }
};

QTEST_GUILESS_MAIN(tst_PasswordPolicy)
#include "tst_passwordpolicy.moc"
