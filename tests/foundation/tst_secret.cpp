// SPDX-License-Identifier: MIT
#include "foundation/secret.h"

#include <QtCore/qset.h>
#include <QtTest/qtest.h>

#include <type_traits>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/wait.h>
#include <csignal>
#include <unistd.h>
#endif

using namespace QtLogin;

// J1: moved, never copied, never text, never a number.
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, QString> && !std::is_constructible_v<QString, Secret>);
static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_constructible_v<QByteArray, Secret>);
static_assert(!std::is_convertible_v<Secret, QByteArrayView> && !std::is_constructible_v<QVariant, Secret>);
static_assert(!std::is_convertible_v<QString, Secret> && !std::is_convertible_v<QByteArray, Secret>);
static_assert(!std::is_convertible_v<const char *, Secret> && !std::is_constructible_v<bool, Secret>);
static_assert(std::is_same_v<SecretPtr::element_type, const Secret>);

template<typename T>
concept Comparable = requires(const T &a, const T &b)
{
    a == b;
};
template<typename T>
concept Ordered = requires(const T &a, const T &b)
{
    a < b;
};
// Only equals() compares, and in constant time.
static_assert(!Comparable<Secret> && !Ordered<Secret>);

// The sanitizers put an mlock() of their own in its place, which does nothing and says that it did.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static constexpr bool mlockIsReplaced = true;
#else
static constexpr bool mlockIsReplaced = false;
#endif

class tst_Secret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptySecretHoldsNothing();
    void aSecretHoldsItsBytesWithNulsAmongThem();
    void movingLeavesNothingBehind();
    void equalBytesAreEqual();
    void randomSecretsDiffer();
    void aDebugStreamShowsAPlaceholder(); // J1, J5
    void bytesAreWipedInEveryArrayThatSharesThem();
    void aCopyLeavesTheOriginalAlone();

    void typedTextBecomesUtf8InNormalFormC_data(); // A7
    void typedTextBecomesUtf8InNormalFormC();
    void typedTextIsWipedInEveryStringThatSharesIt();
    void textThatNormalisesToAnotherIsWipedToo();
    void aLoneSurrogateIsRefusedAndWiped_data();
    void aLoneSurrogateIsRefusedAndWiped();
    void aLiteralMayBeGivenAlthoughItCannotBeWiped();
    void aMegabyteIsHeldWhole();

    void readingBeyondTheEndIsAFault_data(); // J1
    void readingBeyondTheEndIsAFault();
    void aFreedSecretIsOutOfReach(); // J1
    void withoutLockableMemoryASecretWorksAndSaysSo(); // J1, row 55
};

void tst_Secret::anEmptySecretHoldsNothing()
{
    const Secret none;
    QVERIFY(none.isEmpty());
    QCOMPARE(none.size(), 0);
    QVERIFY(none.reveal().isEmpty());
    QVERIFY(none.equals(Secret::copyOf({})));
    QVERIFY(none.equals(Secret::random(0)));
    QVERIFY(!none.equals(Secret::copyOf("a")));
    QVERIFY(Secret::fromTypedText(QString())->isEmpty());
}

void tst_Secret::aSecretHoldsItsBytesWithNulsAmongThem()
{
    const QByteArray bytes("a\0b\xff", 4);
    const Secret secret = Secret::copyOf(bytes);
    QCOMPARE(secret.size(), 4);
    QVERIFY(secret.reveal() == bytes);
}

void tst_Secret::movingLeavesNothingBehind()
{
    Secret one = Secret::copyOf("engine");
    Secret other = std::move(one);
    QVERIFY(one.isEmpty());
    QVERIFY(other.reveal() == "engine");

    Secret third = Secret::copyOf("loom");
    third = std::move(other);
    QVERIFY(third.reveal() == "engine");

    const SecretPtr shared = std::move(third).share();
    QVERIFY(third.isEmpty());
    QVERIFY(shared->reveal() == "engine");
}

void tst_Secret::equalBytesAreEqual()
{
    const Secret secret = Secret::copyOf("engine");
    QVERIFY(secret.equals(secret));
    QVERIFY(secret.equals(Secret::copyOf("engine")));
    QVERIFY(!secret.equals(Secret::copyOf("enginf")));
    QVERIFY(!secret.equals(Secret::copyOf("Engine")));
    QVERIFY(!secret.equals(Secret::copyOf("engin")));
    QVERIFY(!secret.equals(Secret::copyOf("engines")));
    QVERIFY(!secret.equals(Secret()));
}

void tst_Secret::randomSecretsDiffer()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 64; ++i) {
        const Secret secret = Secret::random(32);
        QCOMPARE(secret.size(), 32);
        seen.insert(secret.reveal().toByteArray());
    }
    QCOMPARE(seen.size(), 64);
}

void tst_Secret::aDebugStreamShowsAPlaceholder() // J1, J5
{
    QString text;
    QDebug(&text) << Secret::copyOf("engine");
    QCOMPARE(text.trimmed(), QStringLiteral("Secret(…)"));
}

void tst_Secret::bytesAreWipedInEveryArrayThatSharesThem()
{
    QByteArray bytes("engine");
    bytes.detach();
    const QByteArray sharing = bytes;
    const Secret secret = Secret::fromBytes(std::move(bytes));
    QVERIFY(secret.reveal() == "engine");
    QVERIFY(bytes.isEmpty());
    QCOMPARE(sharing, QByteArray(6, '\0'));
}

void tst_Secret::aCopyLeavesTheOriginalAlone()
{
    const QByteArray bytes("engine");
    QVERIFY(Secret::copyOf(bytes).reveal() == bytes);
    QCOMPARE(bytes, QByteArray("engine"));
}

void tst_Secret::typedTextBecomesUtf8InNormalFormC_data() // A7
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("ascii") << QStringLiteral("Pass word!") << QByteArray("Pass word!");
    QTest::newRow("spaces are kept") << QStringLiteral("  a  b ") << QByteArray("  a  b ");
    QTest::newRow("composed") << QString::fromUtf8("\u00e9") << QByteArray("\xc3\xa9");
    QTest::newRow("decomposed") << QString::fromUtf8("e\u0301") << QByteArray("\xc3\xa9");
    QTest::newRow("two marks in either order") << QString::fromUtf8("a\u0323\u0302") << QByteArray("\xe1\xba\xad");
    QTest::newRow("two marks, other order") << QString::fromUtf8("a\u0302\u0323") << QByteArray("\xe1\xba\xad");
    QTest::newRow("hangul") << QString::fromUtf8("\u1112\u1161\u11ab") << QByteArray("\xed\x95\x9c");
    QTest::newRow("singleton") << QString::fromUtf8("\u212b") << QByteArray("\xc3\x85");
    QTest::newRow("compatibility stays") << QString::fromUtf8("\ufb01") << QByteArray("\xef\xac\x81");
    QTest::newRow("beyond the plane") << QString::fromUtf8("\U0001f511") << QByteArray("\xf0\x9f\x94\x91");
    QTest::newRow("byte order mark stays") << QString::fromUtf8("a\ufeff") << QByteArray("a\xef\xbb\xbf");
    QTest::newRow("leading byte order mark stays") << QString(QChar(0xfeff)) + u'a'
                                                   << QByteArray("\xef\xbb\xbf"
                                                                 "a");
    QTest::newRow("NUL is a character") << QString::fromUtf16(u"a\0b", 3) << QByteArray("a\0b", 3);
}

void tst_Secret::typedTextBecomesUtf8InNormalFormC()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    text.detach();
    const Result<Secret> secret = Secret::fromTypedText(std::move(text));
    QVERIFY(secret);
    QCOMPARE(secret->reveal().toByteArray(), bytes);
}

void tst_Secret::typedTextIsWipedInEveryStringThatSharesIt()
{
    QString text = QString::fromUtf8("engine");
    const QString undoBuffer = text;
    QVERIFY(Secret::fromTypedText(std::move(text)));
    QVERIFY(text.isEmpty());
    QCOMPARE(undoBuffer, QString(6, QChar(0)));
}

void tst_Secret::textThatNormalisesToAnotherIsWipedToo()
{
    QString text = QString::fromUtf8("e\u0301");
    const QString undoBuffer = text;
    QVERIFY(Secret::fromTypedText(std::move(text)));
    QCOMPARE(undoBuffer, QString(2, QChar(0)));
}

void tst_Secret::aLoneSurrogateIsRefusedAndWiped_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("high alone") << QString(QChar(0xd83d));
    QTest::newRow("low alone") << QString(QChar(0xdd11));
    QTest::newRow("wrong order") << QString(QChar(0xdd11)) + QChar(0xd83d);
    QTest::newRow("at the end") << QStringLiteral("abc") + QChar(0xd83d);
    QTest::newRow("before a letter") << QString(QChar(0xd83d)) + u'a';
}

void tst_Secret::aLoneSurrogateIsRefusedAndWiped()
{
    QFETCH(QString, text);
    text.detach();
    const QString undoBuffer = text;
    const qsizetype size = text.size();
    QVERIFY(Secret::fromTypedText(std::move(text)).failedWith(Error::Kind::InvalidInput));
    QVERIFY(text.isEmpty());
    QCOMPARE(undoBuffer, QString(size, QChar(0)));
}

void tst_Secret::aLiteralMayBeGivenAlthoughItCannotBeWiped()
{
    QVERIFY(Secret::fromTypedText(QStringLiteral("engine"))->reveal() == "engine");
    QVERIFY(Secret::fromBytes(QByteArrayLiteral("engine")).reveal() == "engine");

    static const char literal[] = "loom";
    QByteArray raw = QByteArray::fromRawData(literal, 4);
    wipe(raw);
    QVERIFY(raw.isEmpty());
    QCOMPARE(literal, "loom");
}

void tst_Secret::aMegabyteIsHeldWhole()
{
    const Result<Secret> secret = Secret::fromTypedText(QString(1 << 20, u'x'));
    QVERIFY(secret);
    QCOMPARE(secret->size(), 1 << 20);
    QVERIFY(secret->reveal().endsWith('x'));
}

#ifdef Q_OS_UNIX
// How a child that does \a deed ends, as waitpid() tells.
template<typename Deed>
static int endOfChild(Deed deed)
{
    const pid_t child = fork();
    if (child == 0) {
        // The default, not a sanitizer's report: the fault itself is what is looked for.
        std::signal(SIGSEGV, SIG_DFL);
        std::signal(SIGBUS, SIG_DFL);
        const rlimit noCore {0, 0};
        setrlimit(RLIMIT_CORE, &noCore);
        _exit(deed());
    }
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

static bool isFault(int status)
{
    return WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGBUS);
}

static bool isSuccess(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int look(const char *at)
{
    const volatile char *byte = at;
    return *byte == 0 ? 0 : 0;
}

void tst_Secret::readingBeyondTheEndIsAFault_data() // J1
{
    QTest::addColumn<int>("size");
    QTest::newRow("1") << 1;
    QTest::newRow("16") << 16;
    QTest::newRow("33") << 33;
    QTest::newRow("4096") << 4096;
}

void tst_Secret::readingBeyondTheEndIsAFault()
{
    QFETCH(int, size);
    const Secret secret = Secret::random(size);
    const char *data = secret.reveal().data();
    QVERIFY(isSuccess(endOfChild([&] { return look(data); })));
    QVERIFY(isSuccess(endOfChild([&] { return look(data + size - 1); })));
    QVERIFY(isFault(endOfChild([&] { return look(data + size); })));
}

void tst_Secret::aFreedSecretIsOutOfReach() // J1
{
    QVERIFY(isFault(endOfChild([] {
        const char *data = nullptr;
        {
            const Secret secret = Secret::random(32);
            data = secret.reveal().data();
        }
        return look(data);
    })));
}

void tst_Secret::withoutLockableMemoryASecretWorksAndSaysSo() // J1, row 55
{
    QVERIFY(isSuccess(endOfChild([] {
        const rlimit none {0, 0};
        if (setrlimit(RLIMIT_MEMLOCK, &none) != 0)
            return 1;
        if (geteuid() == 0 && setuid(65534) != 0) // root may lock without limit
            return 2;
        const Secret secret = Secret::copyOf("engine");
        if (secret.isLockedInMemory() && !mlockIsReplaced)
            return 3;
        return secret.reveal() == "engine" ? 0 : 4;
    })));
}
#else
void tst_Secret::readingBeyondTheEndIsAFault_data()
{
}
void tst_Secret::readingBeyondTheEndIsAFault()
{
}
void tst_Secret::aFreedSecretIsOutOfReach()
{
}
void tst_Secret::withoutLockableMemoryASecretWorksAndSaysSo()
{
}
#endif

QTEST_APPLESS_MAIN(tst_Secret)
#include "tst_secret.moc"
