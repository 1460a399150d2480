// SPDX-License-Identifier: MIT
#include "accounts/username_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_UserName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void someNamesAreTheSame_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *name, const char *one, const char *other, bool same) {
            QTest::newRow(name) << QString::fromUtf8(one) << QString::fromUtf8(other) << same;
        };
        row("itself", "ada", "ada", true);
        row("case", "ada", "ADA", true);
        row("case, umlaut", "müller", "MÜLLER", true);
        row("composed and not", "é", "e\u0301", true);
        row("composed and not, in capitals", "É", "e\u0301", true);
        row("sharp s", "straße", "STRASSE", true);
        row("final sigma", "ΣΟΦΟΣ", "σοφος", true);
        row("full width", "ａｄａ", "ada", true);
        row("a ligature", "oﬃce", "OFFICE", true);
        row("spaces around it", "  ada\t", "ada", true);
        row("a no-break space", "ada\u00a0l", "ada l", true);
        row("the Kelvin sign", "\u212a", "k", true);
        row("accents", "ada", "adá", false);
        row("dotless i", "ı", "I", true);
        row("dotted capital I", "İbrahim", "ibrahim", true);
        row("all four of them", "İıIi", "iiii", true);
        row("dotted capital I, taken apart", "I\u0307brahim", "ıbrahim", true);
        row("dots below and above", "i\u0323\u0307", "ị", true);
        row("an i with an accent", "İ\u0301", "í", true);
        row("an accent before the dot", "i\u0301\u0307", "í", false);
        row("ali, and ali without a dot", "ali", "alı", true);
        row("a sharp s in capitals", "GROẞ", "groß", true);
        row("a sharp s at the end", "STRAUẞ", "strauss", true);
        row("a long s", "ſtraſſe", "straße", true);
        row("two spaces", "ada  lovelace", "Ada Lovelace", true);
        row("several kinds of spaces", "ada \u00a0\u3000lovelace", "ada lovelace", true);
        row("no space", "adalovelace", "ada lovelace", false);
        row("a joiner that is typed or not", "علی\u200cرضا", "علیرضا", true);
        row("a joiner after a virama", "ක්\u200dර", "ක්ර", true);
        row("a joiner before a virama", "র\u200d্য", "র্য", true);
        row("a joiner before an accent", "e\u200d\u0301", "é", true);
        row("an iota below", "ᾳ", "ΑΙ", true);
        row("a Cyrillic a", "аda", "ada", false); // another script is another name; screens may show it alike
        row("another name", "ada", "bob", false);
    }

    void someNamesAreTheSame() // I4
    {
        QFETCH(const QString, one);
        QFETCH(const QString, other);
        const auto first = UserName::fromTyped(one), second = UserName::fromTyped(other);
        QVERIFY(first && second);
        QTEST(first->key == second->key, "same");
    }

    void aKeyIsItsOwnKey()
    {
        for (const char *typed : {"Ada", "STRASSE", "STRAUẞ", "ﬃ", "İ", "ΣΟΦΟΣ", "e\u0301", "ǰ", "ᾼ", "㎒", "¨a  ¨"}) {
            const auto name = UserName::fromTyped(QString::fromUtf8(typed));
            QVERIFY(name);
            QCOMPARE(UserName::fromTyped(name->key)->key, name->key);
        }
    }

    void aNameIsShownAsItWasTyped()
    {
        QCOMPARE(UserName::fromTyped(QStringLiteral(" Ada Lovelace "))->shown, QStringLiteral("Ada Lovelace"));
        QCOMPARE(UserName::fromTyped(QStringLiteral("e\u0301"))->shown, QStringLiteral("é"));
        QCOMPARE(UserName::fromTyped(QStringLiteral("علی\u200cرضا"))->shown, QStringLiteral("علی\u200cرضا"));
        QCOMPARE(displayNameFromTyped(QString())->size(), 0);
        QCOMPARE(*displayNameFromTyped(QStringLiteral("علی\u200cرضا 🦄")),
                 QStringLiteral("علی\u200cرضا 🦄"));
    }

    void someNamesNobodyMayHave_data()
    {
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, char32_t character) {
            QTest::newRow(name) << QStringLiteral("a") + QString().append(QChar::fromUcs4(character))
                    + QStringLiteral("b");
        };
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << QStringLiteral(" \t\u00a0\u3000");
        QTest::newRow("a lone surrogate") << QStringLiteral("a") + QChar(0xd800);
        QTest::newRow("257 characters") << QString(257, QLatin1Char('a'));
        QTest::newRow("a megabyte") << QString(1 << 20, QLatin1Char('a'));
        row("NUL", 0);
        row("line break", '\n');
        row("escape", 0x1b);
        row("delete", 0x7f);
        row("C1 control", 0x9b);
        row("right-to-left override", 0x202e);
        row("left-to-right isolate", 0x2066);
        row("right-to-left mark", 0x200f);
        row("zero-width space", 0x200b);
        QTest::newRow("a joiner at the beginning") << QStringLiteral("\u200dada");
        QTest::newRow("a joiner at the end") << QStringLiteral("ada\u200c");
        QTest::newRow("two joiners") << QStringLiteral("علی\u200c\u200dرضا");
        QTest::newRow("a joiner beside a digit") << QStringLiteral("ada\u200d1");
        QTest::newRow("a joiner beside a space") << QStringLiteral("ada\u200d lovelace");
        QTest::newRow("joined pictures") << QStringLiteral("👩\u200d💻");
        QTest::newRow("a joiner alone") << QStringLiteral("\u200d");
        row("zero-width no-break space", 0xfeff);
        row("soft hyphen", 0xad);
        row("line separator", 0x2028);
        row("paragraph separator", 0x2029);
        row("Hangul filler", 0x3164);
        row("variation selector", 0xfe0f);
        row("tag letter", 0xe0061);
        row("Braille blank", 0x2800);
        row("private use", 0xe000);
        row("not a character", 0xffff);
        row("not assigned", 0x378);
    }

    void someNamesNobodyMayHave() // I4
    {
        QFETCH(const QString, name);
        const auto refused = UserName::fromTyped(name);
        QVERIFY(refused.failedWith(Error::Kind::InvalidInput));
        QVERIFY(!refused.error().message().isEmpty());
        QVERIFY(!refused.error().message().contains(QLatin1Char('%')));
    }

    void aLongNameIsCountedInCharacters()
    {
        QVERIFY(UserName::fromTyped(QString(256, QLatin1Char('a'))));
        QVERIFY(UserName::fromTyped(QStringLiteral("𝒜").repeated(256)));
        QVERIFY(!UserName::fromTyped(QStringLiteral("𝒜").repeated(257)));
        QVERIFY(!displayNameFromTyped(QString(257, QLatin1Char('a'))));
        QVERIFY(!displayNameFromTyped(QStringLiteral("a\u202eb")));
    }
};

QTEST_GUILESS_MAIN(tst_UserName)
#include "tst_username.moc"
