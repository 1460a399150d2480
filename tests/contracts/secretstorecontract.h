// SPDX-License-Identifier: MIT
#pragma once

#include "support/patience.h"
#include "vault/secretstore.h"

#include <QtCore/qfuturewatcher.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

// The contract of every SecretStore. A store passes by deriving from this and making stores that see
// the same secrets.
class SecretStoreContract : public QObject
{
    Q_OBJECT

protected:
    // A store like the store that another start of the application would have.
    virtual std::shared_ptr<QtLogin::SecretStore> makeStore() = 0;

    template<typename T>
    static QtLogin::Result<T> wait(const QFuture<QtLogin::Result<T>> &future)
    {
        QFutureWatcher<QtLogin::Result<T>> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        if (!future.isFinished() && !finished.wait(patience))
            return QtLogin::Error::Kind::Internal;
        return QtLogin::resultOf(future);
    }

    static QtLogin::SecretPtr secret(const QByteArray &bytes) { return QtLogin::Secret::copyOf(bytes).share(); }

    // Bytes of every kind, that tell values and places apart.
    static QByteArray large(int size, int number)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (int at = 0; at < size; ++at)
            bytes[at] = char(at * 7 + at / 256 + number);
        return bytes;
    }

    static QByteArray revealed(const QtLogin::Result<QtLogin::SecretPtr> &result)
    {
        return result && *result ? (*result)->reveal().toByteArray() : QByteArray("nothing");
    }

    const QString key = QStringLiteral("org.example.contract/default/remember/1");

private Q_SLOTS:
    void init()
    {
        store = makeStore();
        QVERIFY(wait(store->remove(key)));
    }

    void aStoreThatWorksSaysSo() // E10
    {
        QVERIFY(wait(store->probe()));
        QVERIFY(!store->backendName().isEmpty());
    }

    void whatWasNeverWrittenIsAbsent() // E2
    {
        QVERIFY(wait(store->read(key)).failedWith(QtLogin::Error::Kind::Absent));
    }

    void whatWasWrittenIsRead() // E3
    {
        QVERIFY(wait(store->write(key, secret("first"))));
        QCOMPARE(revealed(wait(store->read(key))), "first");
    }

    void theNextStartReadsItToo()
    {
        QVERIFY(wait(store->write(key, secret("kept"))));
        store = makeStore();
        QCOMPARE(revealed(wait(store->read(key))), "kept");
    }

    void writingAgainReplaces()
    {
        QVERIFY(wait(store->write(key, secret("first"))));
        QVERIFY(wait(store->write(key, secret("second"))));
        QCOMPARE(revealed(wait(store->read(key))), "second");
    }

    void whatWasRemovedIsAbsent() // E3
    {
        QVERIFY(wait(store->write(key, secret("first"))));
        QVERIFY(wait(store->remove(key)));
        QVERIFY(wait(store->read(key)).failedWith(QtLogin::Error::Kind::Absent));
    }

    void removingWhatIsAbsentSucceeds()
    {
        QVERIFY(wait(store->remove(key)));
        QVERIFY(wait(store->remove(key)));
    }

    void everyByteSurvives() // E4
    {
        QByteArray bytes;
        for (int byte = 0; byte < 256; ++byte)
            bytes.append(char(byte));
        bytes = '\0' + bytes.repeated(8).left(2046) + '\0';
        QCOMPARE(bytes.size(), 2048);
        QVERIFY(wait(store->write(key, secret(bytes))));
        QCOMPARE(revealed(wait(store->read(key))), bytes);
    }

    void aValueOfAnySizeSurvives_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2'048, 2'049, 2'560, 2'561, 20'000, 65'535, 65'536})
            QTest::addRow("%d bytes", size) << size;
    }

    void aValueOfAnySizeSurvives() // E8
    {
        QFETCH(const int, size);
        const QByteArray bytes = large(size, 3);
        QVERIFY(wait(store->write(key, secret(bytes))));
        QCOMPARE(revealed(wait(store->read(key))), bytes);
        store = makeStore();
        QCOMPARE(revealed(wait(store->read(key))), bytes);
        QVERIFY(wait(store->remove(key)));
        QVERIFY(wait(store->read(key)).failedWith(QtLogin::Error::Kind::Absent));
    }

    void largeAndSmallReplaceEachOther() // E8
    {
        const QByteArray first = large(5'000, 1), second = large(30'000, 2);
        for (const QByteArray &bytes : {QByteArray("small"), first, second, QByteArray("small again"), second, first}) {
            QVERIFY(wait(store->write(key, secret(bytes))));
            QCOMPARE(revealed(wait(store->read(key))), bytes);
        }
    }

    void aValueMayLookLikeWhatAStoreWritesItself()
    {
        const QByteArray mark = QByteArrayLiteral("\xd1\x8eQtLogin/file\x01");
        for (qsizetype length = 1; length <= mark.size(); ++length) {
            QVERIFY(wait(store->write(key, secret(mark.left(length)))));
            QCOMPARE(revealed(wait(store->read(key))), mark.left(length));
        }
        for (const QByteArray &bytes : {mark + "x", mark + QByteArray(64, 'x'), mark + large(4'000, 1)}) {
            QVERIFY(wait(store->write(key, secret(bytes))));
            QCOMPARE(revealed(wait(store->read(key))), bytes);
        }
    }

    void largeValuesOfSeveralKeysDoNotTouchEachOther() // E8
    {
        const QString other = key + QStringLiteral("0");
        QVERIFY(wait(store->write(key, secret(large(9'000, 1)))));
        QVERIFY(wait(store->write(other, secret(large(9'000, 2)))));
        QCOMPARE(revealed(wait(store->read(key))), large(9'000, 1));
        QVERIFY(wait(store->remove(key)));
        QCOMPARE(revealed(wait(store->read(other))), large(9'000, 2));
        QVERIFY(wait(store->remove(other)));
    }

    void keysDoNotTouchEachOther() // E8
    {
        const QStringList others {key + QStringLiteral("0"), key.chopped(1), key.toUpper(),
                                  QStringLiteral("org.example.contract"), QStringLiteral("org.example.other/default/remember/1"),
                                  QStringLiteral("org.example.contract/Zoë’s \"profile\" %1 \u05d0/remember/1")};
        QVERIFY(wait(store->write(key, secret("mine"))));
        for (const QString &other : others) {
            QVERIFY(wait(store->remove(other)));
            QVERIFY(wait(store->read(other)).failedWith(QtLogin::Error::Kind::Absent));
            QVERIFY(wait(store->write(other, secret(other.toUtf8()))));
        }
        QCOMPARE(revealed(wait(store->read(key))), "mine");
        for (const QString &other : others) {
            QCOMPARE(revealed(wait(store->read(other))), other.toUtf8());
            QVERIFY(wait(store->remove(other)));
        }
        QCOMPARE(revealed(wait(store->read(key))), "mine");
    }

    void theCallersMistakesAreInvalidInput()
    {
        const QString broken = QStringLiteral("a\0b").left(1) + QChar(0);
        for (const QString &bad : {QString(), broken}) {
            QVERIFY(wait(store->read(bad)).failedWith(QtLogin::Error::Kind::InvalidInput));
            QVERIFY(wait(store->write(bad, secret("x"))).failedWith(QtLogin::Error::Kind::InvalidInput));
            QVERIFY(wait(store->remove(bad)).failedWith(QtLogin::Error::Kind::InvalidInput));
        }
        QVERIFY(wait(store->write(key, secret("first"))));
        QVERIFY(wait(store->write(key, nullptr)).failedWith(QtLogin::Error::Kind::InvalidInput));
        QVERIFY(wait(store->write(key, secret({}))).failedWith(QtLogin::Error::Kind::InvalidInput));
        QVERIFY(wait(store->write(key, secret(QByteArray(65'537, 'x')))).failedWith(QtLogin::Error::Kind::InvalidInput));
        QCOMPARE(revealed(wait(store->read(key))), "first");
    }

    void operationsAreDoneInOrder() // FL-53
    {
        const auto first = store->write(key, secret("first"));
        const auto second = store->write(key, secret("second"));
        const auto read = store->read(key);
        const auto removed = store->remove(key);
        const auto gone = store->read(key);
        const auto third = store->write(key, secret("third"));
        const auto last = store->read(key);
        QVERIFY(wait(first));
        QVERIFY(wait(second));
        QCOMPARE(revealed(wait(read)), "second");
        QVERIFY(wait(removed));
        QVERIFY(wait(gone).failedWith(QtLogin::Error::Kind::Absent));
        QVERIFY(wait(third));
        QCOMPARE(revealed(wait(last)), "third");
    }

    void aStoreMayBeAskedAndDeletedFromAnAnswer() // H6
    {
        QObject context;
        QByteArray read;
        QtLogin::whenDone(store->write(key, secret("first")), &context, [&](const QtLogin::Result<void> &) {
            QtLogin::whenDone(store->read(key), &context, [&](const QtLogin::Result<QtLogin::SecretPtr> &result) {
                store.reset();
                read = revealed(result);
            });
        });
        QTRY_COMPARE(read, "first");
    }

    void aStoreMayBeDeletedWhileItAnswers() // H6
    {
        QByteArray read;
        auto future = store->read(key);
        const auto behind = store->read(key);
        future.then([&](const QtLogin::Result<QtLogin::SecretPtr> &result) {
            store.reset();
            read = revealed(result);
        });
        QTRY_COMPARE(read, "nothing");
        QTRY_VERIFY(behind.isFinished());
    }

    void aStoreThatDiesLeavesNoFutureOpen() // E6
    {
        const auto write = store->write(key, secret("first"));
        const auto read = store->read(key);
        store.reset();
        QTRY_VERIFY(write.isFinished() && read.isFinished());
        (void)wait(write);
        (void)wait(read);
    }

    void cleanup()
    {
        store = makeStore();
        QVERIFY(wait(store->remove(key)));
        store.reset();
    }

protected:
    std::shared_ptr<QtLogin::SecretStore> store;
};
