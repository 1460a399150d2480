// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginnetworktestingexport.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstringlist.h>
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslkey.h>

#include <memory>

namespace QtLogin {

//! A certificate of a server, and its private key, as PEM.
//! \headerfile <QtLogin/ServerCertificate> \since 0.1
struct QTLOGIN_NETWORKTESTING_EXPORT ServerCertificate
{
    QByteArray certificatePem = {};
    QByteArray keyPem = {}; //!< PKCS #8, not encrypted.

    [[nodiscard]] QSslCertificate certificate() const;
    [[nodiscard]] QSslKey key() const;
};

//! A certificate authority of a test: it makes certificates for servers on loopback, right ones and wrong ones.
//!
//! ```cpp
//! TestAuthority authority;
//! HttpsServer server(authority.valid());
//! // The client trusts authority.certificate().
//! ```
//!
//! The keys are made anew for each authority and each certificate (ECDSA, P-256), and are in memory only. Times are
//! those of the machine, which is what TLS compares with. An authority can be used from one thread at a time.
//! \since 0.1
class QTLOGIN_NETWORKTESTING_EXPORT TestAuthority
{
public:
    //! Makes the authority's own key and certificate, which names \a name.
    explicit TestAuthority(const QString &name = QStringLiteral("QtLogin test authority"));
    ~TestAuthority();
    Q_DISABLE_COPY_MOVE(TestAuthority)

    //! The certificate that a client trusts.
    [[nodiscard]] QSslCertificate certificate() const;
    [[nodiscard]] QByteArray certificatePem() const;

    //! A good certificate for 127.0.0.1 and localhost, from yesterday for a month.
    [[nodiscard]] ServerCertificate valid() const;
    //! A good certificate for \a hosts: names, and addresses of IPv4 and IPv6.
    [[nodiscard]] ServerCertificate validFor(const QStringList &hosts) const;
    //! One for 127.0.0.1 and localhost that ended yesterday.
    [[nodiscard]] ServerCertificate expired() const;
    //! One for 127.0.0.1 and localhost that begins tomorrow.
    [[nodiscard]] ServerCertificate notYetValid() const;
    //! One that is good, and for other.example only.
    [[nodiscard]] ServerCertificate forAnotherHost() const;
    //! One for 127.0.0.1 and localhost that no authority has signed.
    [[nodiscard]] static ServerCertificate selfSigned();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QtLogin
