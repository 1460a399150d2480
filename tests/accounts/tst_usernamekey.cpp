// SPDX-License-Identifier: MIT
#include "accounts/username_p.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

using namespace QtLogin;

// Keys beside those of another library, ICU: NFKC_Casefold as Unicode defines it.
class tst_UserNameKey : public QObject
{
    Q_OBJECT

    static QString text(std::initializer_list<char32_t> characters)
    {
        return QString::fromUcs4(characters.begin(), qsizetype(characters.size()));
    }

    // Whether both libraries know \a character: each brings the Unicode of its own year.
    static bool isKnown(char32_t character)
    {
        return QChar::category(character) != QChar::Other_NotAssigned && u_isdefined(UChar32(character))
            && QChar::category(character) != QChar::Other_Surrogate;
    }

    QString casefolded(const QString &text) const
    {
        const QString decomposed = text.normalized(QString::NormalizationForm_D);
        QString result(decomposed.size() * 20 + 20, Qt::Uninitialized); // U+FDFA becomes eighteen
        UErrorCode error = U_ZERO_ERROR;
        const int size = unorm2_normalize(m_casefold, reinterpret_cast<const UChar *>(decomposed.utf16()),
                                          int(decomposed.size()), reinterpret_cast<UChar *>(result.data()),
                                          int(result.size()), &error);
        return U_SUCCESS(error) ? result.left(size) : QStringLiteral("ICU has failed");
    }

    // The rules that are ours alone: one letter i, and white space.
    static QString withOneI(QString folded)
    {
        auto characters = folded.replace(QChar(0x131), QLatin1Char('i'))
                              .normalized(QString::NormalizationForm_D).toUcs4();
        for (qsizetype at = characters.indexOf('i'); at >= 0; at = characters.indexOf('i', at + 1)) {
            for (auto next = at + 1; next < characters.size();) {
                const auto combiningClass = QChar::combiningClass(characters[next]);
                if (characters[next] == 0x307)
                    characters.removeAt(next);
                else if (combiningClass == 0 || combiningClass == 230)
                    break;
                else
                    ++next;
            }
        }
        const std::u32string left(characters.begin(), characters.end());
        return QString::fromStdU32String(left).normalized(QString::NormalizationForm_C).simplified();
    }

    QString expected(const QString &text) const { return withOneI(casefolded(text)); }

    static QString inWords(const QString &text)
    {
        QStringList words;
        for (const uint character : text.toUcs4())
            words << QStringLiteral("U+%1").arg(character, 4, 16, QLatin1Char('0'));
        return words.join(QLatin1Char(' '));
    }

    // Everything that a folding may stumble over.
    static QList<char32_t> interesting()
    {
        QList<char32_t> characters {'i', 'I', 0x130, 0x131, 's', 'S', 0xdf, 0x1e9e, 0x17f, 0x307, 0x301, 0x323, 0x345,
                                    0x3b1, 0x3b9, 0x1fbe, 0x1f80, 0x149, 0x1f0, 0x390, 0x587, 0x1e96, 0xfb03, 0xfb13,
                                    0x13a0, 0xab70, 0x3c3, 0x3c2, 0x3a3, 0xac00, 0x1100, 0x1161, 0x11a8, ' ', 0xa0,
                                    0x1680, 0x3000, 0xa8, 0x17d, 0x2160, 0x24d0, 0xff41, 0xfdfa, 0x1d6a4, 0x10400,
                                    0x1e900, 0x1c80, 0xa64a, 0x212b, 0x2126, 0x93e, 0x94d, 0x1d165, 'j', 0x237};
        return characters;
    }

    const UNormalizer2 *m_casefold = nullptr;

private Q_SLOTS:
    void initTestCase()
    {
        UErrorCode error = U_ZERO_ERROR;
        m_casefold = unorm2_getNFKCCasefoldInstance(&error);
        QVERIFY(U_SUCCESS(error));
    }

    void eachCharacterHasTheKeyOfUnicode()
    {
        int known = 0;
        for (char32_t character = 0; character <= 0x10ffff; ++character) {
            if (!isKnown(character) || u_hasBinaryProperty(UChar32(character), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
                continue;
            ++known;
            const QString one = text({character});
            if (UserName::keyOf(one) != expected(one))
                QCOMPARE(inWords(one) + ": " + inWords(UserName::keyOf(one)),
                         inWords(one) + ": " + inWords(expected(one)));
        }
        QVERIFY2(known > 280'000, qPrintable(QString::number(known)));
    }

    void eachKeyIsItsOwnKey()
    {
        for (char32_t character = 0; character <= 0x10ffff; ++character) {
            if (QChar::category(character) == QChar::Other_Surrogate)
                continue;
            for (const QString &name : {text({character}), text({'I', character}), text({character, 0x307})}) {
                const QString key = UserName::keyOf(name);
                if (UserName::keyOf(key) != key)
                    QCOMPARE(inWords(name) + ": " + inWords(UserName::keyOf(key)), inWords(name) + ": " + inWords(key));
            }
        }
    }

    void whoeverMayHaveANameMayHaveItsKey()
    {
        int names = 0;
        for (char32_t character = 0; character <= 0x10ffff; ++character) {
            if (QChar::category(character) == QChar::Other_Surrogate)
                continue;
            const auto name = UserName::fromTyped(text({'a', character, 'b'}));
            if (!name)
                continue;
            ++names;
            const auto again = UserName::fromTyped(name->key);
            if (!again || again->key != name->key)
                QFAIL(qPrintable(inWords(name->shown)));
        }
        QVERIFY2(names > 100'000, qPrintable(QString::number(names)));
    }

    void noNameHasACharacterThatTakesNoRoom()
    {
        for (char32_t character = 0; character <= 0x10ffff; ++character) {
            const bool isJoiner = character == 0x200c || character == 0x200d;
            if (isKnown(character) && !isJoiner
                && u_hasBinaryProperty(UChar32(character), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
                QVERIFY2(!UserName::fromTyped(text({'a', character, 'b'})), qPrintable(inWords(text({character}))));
        }
    }

    void pairsHaveTheKeysOfUnicode()
    {
        for (const char32_t one : interesting()) {
            for (const char32_t other : interesting()) {
                const QString pair = text({'x', one, other});
                const QString key = UserName::keyOf(pair);
                QVERIFY2(key == expected(pair), qPrintable(inWords(pair) + ": " + inWords(key) + ", and not "
                                                            + inWords(expected(pair))));
                QCOMPARE(UserName::keyOf(key), key);
            }
        }
    }

    void longerNamesHaveTheKeysOfUnicode()
    {
        const auto characters = interesting();
        QRandomGenerator random(20'261'129); // the same names each time
        for (int times = 0; times < 20'000; ++times) {
            QString name;
            for (int length = random.bounded(3, 12); length > 0; --length)
                name += QChar::fromUcs4(characters[random.bounded(int(characters.size()))]);
            const QString key = UserName::keyOf(name);
            QVERIFY2(key == expected(name), qPrintable(inWords(name) + ": " + inWords(key) + ", and not "
                                                        + inWords(expected(name))));
            QVERIFY2(UserName::keyOf(key) == key, qPrintable(inWords(name)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_UserNameKey)
#include "tst_usernamekey.moc"
