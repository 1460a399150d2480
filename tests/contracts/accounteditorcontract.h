// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "contracts/answerof.h"
#include "identity/userloader.h"

#include <QtTest/qtest.h>

// The contract of every account editor. Derive from it and say where the editor comes from, and the user loader
// that sees the same accounts.
class AccountEditorContract : public QObject
{
    Q_OBJECT

protected:
    using Kind = QtLogin::Error::Kind;

    // Without any account at the start of each test.
    virtual std::shared_ptr<QtLogin::AccountEditor> editor() = 0;
    virtual std::shared_ptr<QtLogin::UserLoader> loader() = 0;
    // An editor that cannot do anything.
    virtual std::shared_ptr<QtLogin::AccountEditor> brokenEditor() = 0;

    static QtLogin::SecretPtr secret(QByteArrayView bytes) { return QtLogin::Secret::copyOf(bytes).share(); }
    static QtLogin::SecretPtr password() { return secret("correct horse battery staple"); }
    static QtLogin::SecretPtr another() { return secret("a quite different sentence"); }

    QtLogin::Result<QtLogin::Proof> create(const QString &name)
    {
        return answerOf(editor()->createAccount({name, {}, password()}));
    }
    QString stampOf(const QString &id)
    {
        const auto user = answerOf(loader()->load(id));
        return user ? (*user)->sessionStamp() : QString();
    }

private Q_SLOTS:
    void theFirstAccountIsNoticed()
    {
        QVERIFY(!*answerOf(editor()->hasAccounts()));
        QVERIFY(create(QStringLiteral("ada")));
        QVERIFY(*answerOf(editor()->hasAccounts()));
    }

    void aTakenNameOrAWeakPasswordIsSaidInASentence()
    {
        QVERIFY(create(QStringLiteral("ada")));
        const auto taken = create(QStringLiteral("ada"));
        QVERIFY(taken.failedWith(Kind::InvalidInput) && !taken.error().message().isEmpty());
        const auto weak = answerOf(editor()->createAccount({QStringLiteral("bob"), {}, secret("weak")}));
        QVERIFY(weak.failedWith(Kind::InvalidInput) && !weak.error().message().isEmpty());
        QVERIFY(!editor()->passwordComplaints(*secret("weak"), QStringLiteral("bob")).isEmpty());
        QVERIFY(editor()->passwordComplaints(*password(), QStringLiteral("bob")).isEmpty());
    }

    void aNewPasswordNeedsTheOldOneAndANewStamp() // A10
    {
        const auto ada = create(QStringLiteral("ada"));
        const QString before = stampOf(ada->userId);
        QVERIFY(!before.isEmpty());
        QVERIFY(answerOf(editor()->changePassword(ada->userId, another(), another()))
                    .failedWith(Kind::WrongCredentials));
        QCOMPARE(stampOf(ada->userId), before);
        const auto changed = answerOf(editor()->changePassword(ada->userId, password(), another()));
        QVERIFY(changed);
        QVERIFY(changed->stamp != before);
        QCOMPARE(stampOf(ada->userId), changed->stamp);
    }

    void aNewStampIsOneThatNobodyEverHad()
    {
        const auto ada = create(QStringLiteral("ada"));
        QStringList stamps {stampOf(ada->userId)};
        for (int times = 0; times < 3; ++times) {
            QVERIFY(answerOf(editor()->changeStamp(ada->userId)));
            const QString stamp = stampOf(ada->userId);
            QVERIFY(!stamp.isEmpty() && !stamps.contains(stamp));
            stamps << stamp;
        }
    }

    void aNewStampIsOfOneUserAlone()
    {
        const auto ada = create(QStringLiteral("ada")), bob = create(QStringLiteral("bob"));
        const QString before = stampOf(bob->userId);
        QVERIFY(answerOf(editor()->changeStamp(ada->userId)));
        QCOMPARE(stampOf(bob->userId), before);
    }

    void aNewStampLeavesThePasswordAlone()
    {
        const auto ada = create(QStringLiteral("ada"));
        QVERIFY(answerOf(editor()->changeStamp(ada->userId)));
        QVERIFY(answerOf(editor()->changePassword(ada->userId, password(), another())));
    }

    void nobodyHasNoStamp()
    {
        QVERIFY(create(QStringLiteral("ada")));
        for (const char *id : {"", "ada", "nobody", "%", "' OR '1'='1"})
            QVERIFY(answerOf(editor()->changeStamp(QString::fromLatin1(id))).failedWith(Kind::Absent));
    }

    void whatCannotBeDoneIsNotAbsent()
    {
        const auto editor = brokenEditor();
        const auto stamp = answerOf(editor->changeStamp(QStringLiteral("ada")));
        QVERIFY(!stamp && !stamp.failedWith(Kind::Absent));
        QVERIFY(!stamp.error().message().isEmpty());
        QVERIFY(!answerOf(editor->hasAccounts()));
        QVERIFY(!answerOf(editor->createAccount({QStringLiteral("ada"), {}, password()})));
    }
};
