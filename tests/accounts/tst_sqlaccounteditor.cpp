// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/limits.h"
#include "contracts/accounteditorcontract.h"
#include "session/loginmanager.h"

#include <QtTest/qsignalspy.h>

using namespace QtLogin;

class tst_SqlAccountEditor : public AccountEditorContract
{
    Q_OBJECT

    std::shared_ptr<AccountEditor> editor() override { return m_house->open(); }
    std::shared_ptr<UserLoader> loader() override { return m_house->open(); }
    std::shared_ptr<AccountEditor> brokenEditor() override
    {
        (void)m_house->create(QStringLiteral("ada"));
        m_house->overwrite("this is no database, and long enough to be looked at as if it were one");
        return m_house->open();
    }

    std::unique_ptr<House> m_house;

private Q_SLOTS:
    void init() { m_house = std::make_unique<House>(); }

    void everySessionElsewhereEndsAtItsNextRevalidation()
    {
        const QString ada = m_house->create(QStringLiteral("ada"));
        const auto accounts = m_house->open();
        LoginSetup setup {.applicationId = QStringLiteral("org.example.here"),
                          .profileFolder = m_house->folder.filePath(QStringLiteral("here")),
                          .clock = m_house->clock};
        LoginManager here(setup.use(accounts));
        QVERIFY(answerOf(here.logIn(
            Credentials::password(QStringLiteral("ada"), House::secret(House::password)), LoginOptions())));
        QSignalSpy out(&here, &LoginManager::loggedOut);
        QVERIFY(answerOf(here.revalidate()));
        QCOMPARE(out.count(), 0);

        QVERIFY(answerOf(m_house->open()->changeStamp(ada))); // in another process, say
        (void)answerOf(here.revalidate());
        QCOMPARE(out.count(), 1);
        QCOMPARE(out[0][1].value<LogoutReason>(), LogoutReason::StampChanged);

        QVERIFY(answerOf(here.logIn( // and they come back with their password
            Credentials::password(QStringLiteral("ada"), House::secret(House::password)), LoginOptions())));
        QVERIFY(answerOf(here.revalidate()));
        QCOMPARE(out.count(), 1);
    }

    void aStampThatCannotBeWrittenIsTheOldOne()
    {
        const QString ada = m_house->create(QStringLiteral("ada"));
        const QString before = stampOf(ada);
        {
            const FullDisk full(0);
            QVERIFY(full.isEffective());
            QVERIFY(answerOf(editor()->changeStamp(ada)).failedWith(Error::Kind::Unavailable));
        }
        QCOMPARE(stampOf(ada), before);
        QVERIFY(answerOf(editor()->changeStamp(ada)));
        QVERIFY(stampOf(ada) != before);
    }
};

QTEST_GUILESS_MAIN(tst_SqlAccountEditor)
#include "tst_sqlaccounteditor.moc"
