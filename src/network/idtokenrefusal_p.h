// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/error.h"
#include "qtloginnetworkexport.h"

namespace QtLogin {

// Why an ID token is not believed: one value for each rule. UnusableKeys is JsonWebKeys' own.
enum class IdTokenRefusal {
    // Of the form of the token.
    Unexpectable,
    Empty,
    TooLong,
    Encrypted,
    NotThreeParts,
    HeaderNotBase64,
    HeaderNotJson,
    NoSignature,
    SignatureNotBase64,
    ClaimsNotBase64,
    ClaimsNotJson,
    // Of the header.
    AlgorithmMissing,
    AlgorithmNone,
    AlgorithmShared,
    AlgorithmUnknown,
    AlgorithmNotAllowed,
    CriticalExtension,
    AccessTokenType,
    TypeWrong,
    KeyIdMalformed,
    // Of the key.
    UnknownKey,
    UnusableKey,
    KeyOfOtherAlgorithm,
    KeyIdShared,
    NoKeyFits,
    SeveralKeysFit,
    UnusableKeys,
    // Of the signature.
    SignatureLength,
    SignatureZero,
    SignatureWrong,
    // Of issuer, audience and person.
    IssuerMissing,
    IssuerWrong,
    AudienceMissing,
    AudienceMalformed,
    AudienceWrong,
    PartyMissing,
    PartyMalformed,
    PartyWrong,
    SubjectMissing,
    SubjectMalformed,
    SubjectEmpty,
    SubjectTooLong,
    SubjectNotAscii,
    SubjectChanged,
    NonceMissing,
    NonceMalformed,
    NonceWrong,
    // Of times.
    ExpiryMissing,
    ExpiryMalformed,
    IssuedAtMissing,
    IssuedAtMalformed,
    NotBeforeMalformed,
    ClockBehind,
    ClockAhead,
    Expired,
    NotYetValid,
    IssuedInFuture,
    AuthTimeMissing,
    AuthTimeMalformed,
    AuthTimeInFuture,
    AuthTimeTooOld,
    // Of what it came with.
    AccessTokenHashMalformed,
    AccessTokenHashWrong,
    CodeHashMalformed,
    CodeHashWrong,
};

// One clause for the log, which begins with "it" or "its" where it is about the token and holds nothing of the token:
// qCCritical(networkLog, "The ID token is refused: %s.", sentenceOf(refusal)).
[[nodiscard]] QTLOGIN_NETWORK_EXPORT const char *sentenceOf(IdTokenRefusal refusal);

// The person reads the same for all: an attacker learns nothing, and there is nothing that the person could do. A clock
// that is wrong is another sentence, and Unavailable: it can be set. The others are Damaged.
[[nodiscard]] QTLOGIN_NETWORK_EXPORT Error errorOf(IdTokenRefusal refusal);

} // namespace QtLogin
