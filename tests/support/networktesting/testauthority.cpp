// SPDX-License-Identifier: MIT
#include "networktesting/testauthority.h"

#include <QtCore/qdebug.h>
#include <QtNetwork/qhostaddress.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace QtLogin {

namespace {

template<auto free>
struct Freeing
{
    template<typename T>
    void operator()(T *thing) const { free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using Memory = std::unique_ptr<BIO, Freeing<BIO_free_all>>;

// A test without a certificate shows nothing: stop it, and say where.
void require(bool success, const char *step)
{
    if (!success)
        qFatal("TestAuthority: OpenSSL cannot %s.", step);
}

struct Wanted
{
    QString name;
    QStringList hosts; // empty for an authority
    int fromDay;
    int toDay;
};

Key makeKey()
{
    Key key(EVP_EC_gen("P-256"));
    require(key != nullptr, "make a key");
    return key;
}

void addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    require(extension && X509_add_ext(certificate, extension.get(), -1), "add an extension");
}

QByteArray alternativeNames(const QStringList &hosts)
{
    QByteArrayList names;
    for (const QString &host : hosts)
        names.append((QHostAddress(host).isNull() ? "DNS:" : "IP:") + host.toUtf8());
    return names.join(',');
}

void addName(X509 *certificate, const QString &name)
{
    const QByteArray text = name.toUtf8();
    require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char *>(text.constData()), int(text.size()), -1, 0),
            "name a certificate");
}

void addSerial(X509 *certificate)
{
    const Number number(BN_new());
    require(number && BN_rand(number.get(), 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY)
                && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)),
            "number a certificate");
}

// A certificate for \a key; one without an \a issuer signs itself.
Certificate makeCertificate(const Wanted &wanted, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate made(X509_new());
    X509 *const certificate = made.get();
    require(certificate && X509_set_version(certificate, X509_VERSION_3) && X509_set_pubkey(certificate, key),
            "make a certificate");
    addSerial(certificate);
    addName(certificate, wanted.name);
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer ? issuer : certificate));
    X509_time_adj_ex(X509_getm_notBefore(certificate), wanted.fromDay, 0, nullptr);
    X509_time_adj_ex(X509_getm_notAfter(certificate), wanted.toDay, 0, nullptr);
    addExtension(certificate, issuer ? issuer : certificate, NID_subject_key_identifier, "hash");
    if (wanted.hosts.isEmpty()) {
        addExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
        addExtension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        addExtension(certificate, certificate, NID_basic_constraints, "critical,CA:FALSE");
        addExtension(certificate, certificate, NID_key_usage, "critical,digitalSignature");
        addExtension(certificate, certificate, NID_ext_key_usage, "serverAuth");
        addExtension(certificate, certificate, NID_subject_alt_name, alternativeNames(wanted.hosts));
        if (issuer)
            addExtension(certificate, issuer, NID_authority_key_identifier, "keyid");
    }
    require(X509_sign(certificate, issuerKey ? issuerKey : key, EVP_sha256()), "sign a certificate");
    return made;
}

QByteArray contentOf(BIO *memory)
{
    char *data = nullptr;
    const auto size = BIO_get_mem_data(memory, &data);
    return {data, qsizetype(size)};
}

QByteArray pemOf(X509 *certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    require(memory && PEM_write_bio_X509(memory.get(), certificate), "write a certificate");
    return contentOf(memory.get());
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    require(memory && PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr),
            "write a key");
    return contentOf(memory.get());
}

QStringList loopback()
{
    return {QStringLiteral("127.0.0.1"), QStringLiteral("localhost")};
}

constexpr int yesterday = -1;
constexpr int tomorrow = 1;
constexpr int month = 30;

} // namespace

class TestAuthority::Private
{
public:
    explicit Private(const QString &name)
        : key(makeKey()), certificate(makeCertificate({name, {}, -2 * month, 2 * month}, key.get(), nullptr, nullptr))
    {
    }

    ServerCertificate issue(const QStringList &hosts, int fromDay, int toDay) const
    {
        const Key own = makeKey();
        const Certificate issued
            = makeCertificate({hosts.constFirst(), hosts, fromDay, toDay}, own.get(), certificate.get(), key.get());
        return {pemOf(issued.get()), pemOf(own.get())};
    }

    const std::shared_ptr<EVP_PKEY> key;
    const std::shared_ptr<X509> certificate;
};

QSslCertificate ServerCertificate::certificate() const
{
    return QSslCertificate(certificatePem, QSsl::Pem);
}

QSslKey ServerCertificate::key() const
{
    return {keyPem, QSsl::Ec, QSsl::Pem};
}

TestAuthority::TestAuthority(const QString &name) : d(std::make_unique<Private>(name))
{
}

TestAuthority::~TestAuthority() = default;

QSslCertificate TestAuthority::certificate() const
{
    return QSslCertificate(certificatePem(), QSsl::Pem);
}

QByteArray TestAuthority::certificatePem() const
{
    return pemOf(d->certificate.get());
}

ServerCertificate TestAuthority::valid() const
{
    return validFor(loopback());
}

ServerCertificate TestAuthority::validFor(const QStringList &hosts) const
{
    require(!hosts.isEmpty(), "make a certificate for no host");
    return d->issue(hosts, yesterday, month);
}

ServerCertificate TestAuthority::expired() const
{
    return d->issue(loopback(), -month, yesterday);
}

ServerCertificate TestAuthority::notYetValid() const
{
    return d->issue(loopback(), tomorrow, month);
}

ServerCertificate TestAuthority::forAnotherHost() const
{
    return validFor({QStringLiteral("other.example")});
}

ServerCertificate TestAuthority::selfSigned()
{
    const Key own = makeKey();
    const Certificate made
        = makeCertificate({QStringLiteral("127.0.0.1"), loopback(), yesterday, month}, own.get(), nullptr, nullptr);
    return {pemOf(made.get()), pemOf(own.get())};
}

} // namespace QtLogin
