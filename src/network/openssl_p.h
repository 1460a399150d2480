// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearrayview.h>

#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

namespace QtLogin::OpenSsl {

// Objects of OpenSSL, released with their owner.
template<auto release>
struct ReleasedBy
{
    template<typename T>
    void operator()(T *held) const
    {
        release(held);
    }
};
using BigNumber = std::unique_ptr<BIGNUM, ReleasedBy<BN_clear_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, ReleasedBy<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, ReleasedBy<EVP_MD_CTX_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, ReleasedBy<OSSL_PARAM_BLD_free>>;
using KeyParameters = std::unique_ptr<OSSL_PARAM, ReleasedBy<OSSL_PARAM_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, ReleasedBy<ECDSA_SIG_free>>;

// Of P-256: each number of a key and of a signature.
inline constexpr qsizetype coordinateSize = 32;

// Forgets what OpenSSL has put into the thread's queue of errors meanwhile, which Qt's own connections read.
class ErrorMark
{
public:
    ErrorMark() { ERR_set_mark(); }
    ~ErrorMark() { ERR_pop_to_mark(); }
    Q_DISABLE_COPY_MOVE(ErrorMark)
};

inline const unsigned char *unsignedBytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

inline BigNumber numberOf(QByteArrayView bytes)
{
    return BigNumber(BN_bin2bn(unsignedBytes(bytes), int(bytes.size()), nullptr));
}

// The key that \a parameters describe, or null. \a selection: EVP_PKEY_PUBLIC_KEY or EVP_PKEY_KEYPAIR.
inline std::shared_ptr<EVP_PKEY> keyOf(const char *type, const ParameterBuilder &builder, int selection)
{
    const KeyParameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1)
        return {};
    return {key, &EVP_PKEY_free};
}

} // namespace QtLogin::OpenSsl
