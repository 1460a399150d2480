// SPDX-License-Identifier: MIT
#include "contracts/rememberverifiercontract.h"
#include "remember/envelope_p.h"
#include "remember/filerememberverifier_p.h"
#include "support/fulldisk.h"

#include <QtCore/qdir.h>

using namespace QtLogin;

class tst_FileRememberVerifier : public RememberVerifierContract
{
    Q_OBJECT

    std::shared_ptr<RememberVerifier> open(const QString &folder, std::shared_ptr<Clock> clock) override
    {
        return std::make_shared<FileRememberVerifier>(folder + QStringLiteral("/devices"), std::move(clock));
    }
    QString path() const { return folder() + QStringLiteral("/devices"); }
    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setBytes(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    Result<RememberVerifier::Presented> presented(char name, const SecretPtr &verifier)
    {
        return answerOf(m_verifier->present(QByteArray(16, name), verifier, {}));
    }

private Q_SLOTS:
    void lookingMakesNoFile(); // rule 36
    void aDamagedFileIsNoVerdict(); // rule 12
    void aNewSeriesPutsADamagedFileAside();
    void aNewerFileIsLeftAlone(); // row 18
    void whatCannotBeReadIsNoVerdict();
    void onAFullDiskNothingIsLost(); // row 39
    void seriesThatAreLongOverAreForgotten();
    void aSeriesWithMissingFieldsLetsNobodyIn(); // I5
};

void tst_FileRememberVerifier::lookingMakesNoFile()
{
    QCOMPARE(present('a', newVerifier()), Verdict::Unknown);
    QVERIFY(answerOf(m_verifier->revoke(QByteArray(16, 'a'))));
    QCOMPARE(devices(), QByteArray());
    QVERIFY(QDir(folder()).isEmpty());
}

void tst_FileRememberVerifier::aDamagedFileIsNoVerdict()
{
    const auto verifier = newVerifier();
    QVERIFY(issue(series('a', verifier)));
    const QByteArray whole = bytes();
    setBytes(whole.chopped(1));
    QVERIFY(presented('a', verifier).failedWith(Error::Kind::Damaged));
    QVERIFY(answerOf(m_verifier->revoke(QByteArray(16, 'a'))).failedWith(Error::Kind::Damaged));
    QVERIFY(answerOf(m_verifier->revokeAll(QStringLiteral("ada"))).failedWith(Error::Kind::Damaged));
    QVERIFY(answerOf(m_verifier->devices(QStringLiteral("ada"))).failedWith(Error::Kind::Damaged));
    setBytes(whole); // a backup
    QCOMPARE(present('a', verifier), Verdict::Good);
}

void tst_FileRememberVerifier::aNewSeriesPutsADamagedFileAside()
{
    setBytes("damaged");
    const auto verifier = newVerifier();
    QVERIFY(issue(series('a', verifier)));
    QCOMPARE(present('a', verifier), Verdict::Good);
    QFile aside(path() + QStringLiteral(".damaged"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), QByteArray("damaged"));
}

void tst_FileRememberVerifier::aNewerFileIsLeftAlone()
{
    const QByteArray newer = Envelope::wrap("QLRV", 2, "of another shape");
    setBytes(newer);
    QVERIFY(presented('a', newVerifier()).failedWith(Error::Kind::NewerFormat));
    QVERIFY(answerOf(m_verifier->issue(series('a', newVerifier()))).failedWith(Error::Kind::NewerFormat));
    QCOMPARE(bytes(), newer);
}

void tst_FileRememberVerifier::whatCannotBeReadIsNoVerdict()
{
    QVERIFY(QDir().mkdir(path())); // permissions would not stop root
    QVERIFY(presented('a', newVerifier()).failedWith(Error::Kind::Unavailable));
    QVERIFY(answerOf(m_verifier->issue(series('a', newVerifier()))).failedWith(Error::Kind::Unavailable));
}

void tst_FileRememberVerifier::onAFullDiskNothingIsLost()
{
    const auto first = newVerifier(), second = newVerifier();
    QVERIFY(issue(series('a', first)));
    {
        const FullDisk full(quint64(bytes().size())); // room for the lock, and for no more than there is
        QVERIFY(answerOf(m_verifier->issue(series('b', second))).failedWith(Error::Kind::Unavailable));
        QVERIFY(answerOf(m_verifier->present(QByteArray(16, 'a'), first, RememberVerifier::hashOf(*second)))
                    .failedWith(Error::Kind::Unavailable)); // "could not ask", and no promise about a successor
    }
    QCOMPARE(devices(), QByteArray("a"));
    QCOMPARE(present('a', second), Verdict::Unknown);
    QCOMPARE(present('a', first), Verdict::Good);
}

void tst_FileRememberVerifier::seriesThatAreLongOverAreForgotten()
{
    for (int i = 0; i < 50; ++i) {
        QVERIFY(issue(series(char('A' + i), newVerifier())));
        m_clock->advance(days(10));
    }
    m_clock->advance(days(90));
    QVERIFY(issue(series('a', newVerifier())));
    const qsizetype one = bytes().size();
    QVERIFY(issue(series('b', newVerifier())));
    QVERIFY2(bytes().size() < 3 * one, "the file grows for ever");
}

void tst_FileRememberVerifier::aSeriesWithMissingFieldsLetsNobodyIn()
{
    const auto verifier = newVerifier();
    QVERIFY(issue(series('a', verifier)));
    const QByteArray whole = bytes();
    const auto list = QCborValue::fromCbor(whole.sliced(9, whole.size() - Envelope::overhead)).toArray();
    const QCborMap intact = list.at(0).toMap();
    const auto fields = intact.keys();
    QCOMPARE(fields.size(), 12);
    const QStringList decisive = {QStringLiteral("selector"), QStringLiteral("expires"), QStringLiteral("current")};
    for (const QCborValue &field : fields) {
        QCborMap without = intact;
        without.remove(field);
        setBytes(Envelope::wrap("QLRV", 1, QCborValue(QCborArray {without}).toCbor()));
        const auto verdict = presented('a', verifier);
        QVERIFY(verdict);
        if (decisive.contains(field.toString()))
            QVERIFY2(verdict->verdict != Verdict::Good, qPrintable(field.toString()));
    }
    for (const QCborValue &nonsense : {QCborValue(7), QCborValue(QCborMap()), QCborValue(QCborArray {1, 2})}) {
        setBytes(Envelope::wrap("QLRV", 1, nonsense.toCbor()));
        QCOMPARE(present('a', verifier), Verdict::Unknown);
    }
}

QTEST_GUILESS_MAIN(tst_FileRememberVerifier)
#include "tst_filerememberverifier.moc"
