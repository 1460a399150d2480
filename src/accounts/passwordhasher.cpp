// SPDX-License-Identifier: MIT
#include "accounts/passwordhasher.h"

#include "accounts/phcstring_p.h"

#include <QtCore/qcoreapplication.h>

#include <sodium.h>

namespace QtLogin {

static_assert(PhcString::saltSize == crypto_pwhash_SALTBYTES);

// The hash of \a password under the salt and the cost of \a phc. Not crypto_pwhash_str_verify():
// that says "wrong" when there is no memory.
static Result<QByteArray> derive(const PhcString &phc, const Secret &password)
{
    if (sodium_init() < 0)
        return Error::Kind::Internal;
    QByteArray tag(PhcString::tagSize, Qt::Uninitialized);
    const QByteArrayView bytes = password.reveal();
    const int failed = crypto_pwhash(reinterpret_cast<unsigned char *>(tag.data()), size_t(tag.size()),
                                     bytes.isEmpty() ? "" : bytes.data(), size_t(bytes.size()),
                                     reinterpret_cast<const unsigned char *>(phc.salt.constData()), phc.passes,
                                     size_t(phc.kibibytes) * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed)
        return Error(Error::Kind::Unavailable,
                     QCoreApplication::translate("QtLogin::PasswordHasher",
                                                 "There is not enough memory to check the password. Close other "
                                                 "applications and try again."));
    return tag;
}

static PhcString withNewSalt(HashCost cost)
{
    PhcString phc {quint32(cost.mebibytes()) * 1024,
                   quint32(cost.passes()),
                   QByteArray(PhcString::saltSize, Qt::Uninitialized),
                   {}};
    randombytes_buf(phc.salt.data(), size_t(phc.salt.size()));
    return phc;
}

HashCost HashCost::lowest()
{
    return {fewestPasses, leastMebibytes};
}

Result<HashCost> HashCost::of(int passes, int mebibytes)
{
    if (passes < fewestPasses || passes > mostPasses || mebibytes < leastMebibytes || mebibytes > mostMebibytes)
        return Error(Error::Kind::InvalidInput,
                     QStringLiteral("A password hash needs %1 to %2 passes over %3 to %4 MiB.")
                         .arg(fewestPasses)
                         .arg(mostPasses)
                         .arg(leastMebibytes)
                         .arg(mostMebibytes));
    return HashCost(passes, mebibytes);
}

Result<QByteArray> PasswordHasher::hash(const Secret &password) const
{
    PhcString phc = withNewSalt(m_cost);
    Result<QByteArray> tag = derive(phc, password);
    if (!tag)
        return tag.error();
    phc.tag = *std::move(tag);
    return phc.toText();
}

Result<void> PasswordHasher::verify(const QByteArray &stored, const Secret &password) const
{
    const auto phc = PhcString::parse(stored);
    if (!phc)
        return phc.error();
    const auto tag = derive(*phc, password);
    if (!tag)
        return tag.error();
    if (sodium_memcmp(tag->constData(), phc->tag.constData(), size_t(PhcString::tagSize)) != 0)
        return Error::Kind::WrongCredentials;
    return {};
}

Result<void> PasswordHasher::verifyNobody(const Secret &password, const QByteArray &like) const
{
    const auto phc = PhcString::parse(like);
    const auto tag = derive(phc ? *phc : withNewSalt(m_cost), password);
    if (!tag)
        return tag.error();
    return Error::Kind::WrongCredentials;
}

bool PasswordHasher::isWeaker(const QByteArray &stored) const
{
    const auto phc = PhcString::parse(stored);
    return phc && (phc->passes < quint32(m_cost.passes()) || phc->kibibytes < quint32(m_cost.mebibytes()) * 1024);
}

} // namespace QtLogin
