// SPDX-License-Identifier: MIT
// The description that a login server gives of itself.
#include "network/oidcmetadata_p.h"
#include "property.h"

using namespace QtLogin;

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return silence();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString issuer = QStringLiteral("https://i.example/a");
    const auto metadata = OidcMetadata::parse(inputOf(data, size), issuer);
    if (!metadata) {
        ensure(metadata.failedWith(Error::Kind::Damaged) || metadata.failedWith(Error::Kind::NotConfigured), "it is damaged, or lacks something");
        return 0;
    }
    ensure(metadata->issuer == issuer, "it is of this issuer, to the letter");
    ensure(!metadata->algorithms.isEmpty(), "there is an algorithm");
    for (const QUrl &must : {metadata->authorizationEndpoint, metadata->tokenEndpoint, metadata->keysEndpoint})
        ensure(!must.isEmpty(), "what a login needs is there");
    for (const QUrl &url : {metadata->authorizationEndpoint, metadata->tokenEndpoint, metadata->keysEndpoint, metadata->userInfoEndpoint,
                            metadata->pushEndpoint, metadata->revocationEndpoint, metadata->endSessionEndpoint, metadata->deviceEndpoint}) {
        ensure(url.isEmpty() || (url.isValid() && url.scheme() == u"https" && !url.host().isEmpty()), "each address is https");
        ensure(url.userInfo().isEmpty() && !url.hasFragment(), "none has a password or a fragment");
    }
    return 0;
}
