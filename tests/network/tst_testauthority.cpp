// SPDX-License-Identifier: MIT
#include "networktesting/httpsserver.h"
#include "networktesting/testauthority.h"

#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslsocket.h>
#include <QtTest/qtest.h>

#include <memory>

using namespace QtLogin;

using Errors = QList<QSslError::SslError>;

class tst_TestAuthority : public QObject
{
    Q_OBJECT

private:
    // The errors that a client finds which trusts \a trusted and calls the server by \a host.
    static Errors errorsOf(const ServerCertificate &certificate, const QSslCertificate &trusted,
                           const QString &host = QStringLiteral("127.0.0.1"))
    {
        const HttpsServer server(certificate);
        QSslSocket client;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({trusted});
        client.setSslConfiguration(configuration);
        Errors errors;
        bool done = false;
        connect(&client, &QSslSocket::encrypted, [&] { done = true; });
        connect(&client, &QSslSocket::errorOccurred, [&] { done = true; });
        connect(&client, &QSslSocket::sslErrors, [&](const QList<QSslError> &found) {
            for (const QSslError &error : found)
                errors.append(error.error());
        });
        client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port(), host);
        if (!QTest::qWaitFor([&] { return done; }, patience))
            errors.append(QSslError::UnspecifiedError);
        if (errors.isEmpty() && !client.isEncrypted())
            errors.append(QSslError::UnspecifiedError);
        return errors;
    }

private Q_SLOTS:
    void aValidCertificateIsTrusted()
    {
        const TestAuthority authority;
        QCOMPARE(errorsOf(authority.valid(), authority.certificate()), Errors());
        QCOMPARE(errorsOf(authority.valid(), authority.certificate(), QStringLiteral("localhost")), Errors());
    }

    void aCertificateIsForTheHostsThatWereAskedFor()
    {
        const TestAuthority authority;
        const ServerCertificate certificate = authority.validFor({QStringLiteral("id.example"), QStringLiteral("::1")});
        QCOMPARE(errorsOf(certificate, authority.certificate(), QStringLiteral("id.example")), Errors());
        QCOMPARE(errorsOf(certificate, authority.certificate()), Errors {QSslError::HostNameMismatch});
    }

    void eachWrongCertificateIsWrongInItsOwnWayOnly()
    {
        const TestAuthority authority;
        QCOMPARE(errorsOf(authority.expired(), authority.certificate()), Errors {QSslError::CertificateExpired});
        QCOMPARE(errorsOf(authority.notYetValid(), authority.certificate()), Errors {QSslError::CertificateNotYetValid});
        QCOMPARE(errorsOf(authority.forAnotherHost(), authority.certificate()), Errors {QSslError::HostNameMismatch});
        QCOMPARE(errorsOf(TestAuthority::selfSigned(), authority.certificate()),
                 Errors {QSslError::SelfSignedCertificate});
    }

    void anotherAuthorityIsNotTrusted()
    {
        const TestAuthority authority;
        const TestAuthority other;
        QVERIFY(!errorsOf(authority.valid(), other.certificate()).isEmpty());
        QVERIFY(authority.certificate() != other.certificate());
    }

    void theCertificatesSayWhoMadeThem()
    {
        const TestAuthority authority(QStringLiteral("Example Company"));
        const QSslCertificate certificate = authority.valid().certificate();
        QCOMPARE(certificate.issuerInfo(QSslCertificate::CommonName), QStringList {QStringLiteral("Example Company")});
        QVERIFY(certificate.subjectAlternativeNames().values(QSsl::IpAddressEntry).contains(QStringLiteral("127.0.0.1")));
        const QSslCertificate own = TestAuthority::selfSigned().certificate();
        QCOMPARE(own.issuerInfo(QSslCertificate::CommonName), own.subjectInfo(QSslCertificate::CommonName));
    }

    void everyCertificateHasAKeyAndANumberOfItsOwn()
    {
        const TestAuthority authority;
        const ServerCertificate first = authority.valid();
        const ServerCertificate second = authority.valid();
        QVERIFY(!first.key().isNull());
        QVERIFY(first.keyPem != second.keyPem);
        QVERIFY(first.certificate().serialNumber() != second.certificate().serialNumber());
    }

    void pemIsWhatOtherProgramsRead()
    {
        const TestAuthority authority;
        QVERIFY(authority.certificatePem().startsWith("-----BEGIN CERTIFICATE-----\n"));
        const ServerCertificate certificate = authority.valid();
        QVERIFY(certificate.certificatePem.startsWith("-----BEGIN CERTIFICATE-----\n"));
        QVERIFY(certificate.keyPem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
    }
};

QTEST_GUILESS_MAIN(tst_TestAuthority)
#include "tst_testauthority.moc"
