// SPDX-License-Identifier: MIT
#include "network/idtokenrefusal_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

const char *sentenceOf(IdTokenRefusal refusal)
{
    switch (refusal) {
    case IdTokenRefusal::Unexpectable:
        return "the caller expects nothing: its issuer, client id, nonce, subject or list of algorithms is empty";
    case IdTokenRefusal::Empty:
        return "it is empty";
    case IdTokenRefusal::TooLong:
        return "it is longer than 64 KiB";
    case IdTokenRefusal::Encrypted:
        return "it is encrypted, which has not been asked for";
    case IdTokenRefusal::NotThreeParts:
        return "it does not have three parts";
    case IdTokenRefusal::HeaderNotBase64:
        return "its header is not base64url without padding";
    case IdTokenRefusal::HeaderNotJson:
        return "its header is no JSON object that every parser reads as the same";
    case IdTokenRefusal::NoSignature:
        return "its signature is empty";
    case IdTokenRefusal::SignatureNotBase64:
        return "its signature is not base64url without padding";
    case IdTokenRefusal::ClaimsNotBase64:
        return "its claims are not base64url without padding";
    case IdTokenRefusal::ClaimsNotJson:
        return "its claims are no JSON object that every parser reads as the same";
    case IdTokenRefusal::AlgorithmMissing:
        return "its header has no alg";
    case IdTokenRefusal::AlgorithmNone:
        return "its alg is none: it is not signed";
    case IdTokenRefusal::AlgorithmShared:
        return "its alg is for a secret that both sides share";
    case IdTokenRefusal::AlgorithmUnknown:
        return "its alg is not known here";
    case IdTokenRefusal::AlgorithmNotAllowed:
        return "its alg is not allowed for this issuer";
    case IdTokenRefusal::CriticalExtension:
        return "its header has crit, and no extension is known here";
    case IdTokenRefusal::AccessTokenType:
        return "its typ is at+jwt: it is an access token";
    case IdTokenRefusal::TypeWrong:
        return "its typ is not JWT";
    case IdTokenRefusal::KeyIdMalformed:
        return "its kid is no string";
    case IdTokenRefusal::UnknownKey:
        return "the issuer has no key with its kid";
    case IdTokenRefusal::UnusableKey:
        return "the key with its kid cannot be used for signatures";
    case IdTokenRefusal::KeyOfOtherAlgorithm:
        return "the key with its kid is for another alg";
    case IdTokenRefusal::KeyIdShared:
        return "several keys of the issuer have its kid";
    case IdTokenRefusal::NoKeyFits:
        return "it has no kid, and no key of the issuer is for its alg";
    case IdTokenRefusal::SeveralKeysFit:
        return "it has no kid, and several keys of the issuer are for its alg";
    case IdTokenRefusal::UnusableKeys:
        return "the keys of the issuer cannot be used";
    case IdTokenRefusal::SignatureLength:
        return "its signature does not have the length that its alg and key give";
    case IdTokenRefusal::SignatureZero:
        return "its signature is zero";
    case IdTokenRefusal::SignatureWrong:
        return "its signature is not that of the issuer's key";
    case IdTokenRefusal::IssuerMissing:
        return "it has no iss";
    case IdTokenRefusal::IssuerWrong:
        return "its iss is another issuer";
    case IdTokenRefusal::AudienceMissing:
        return "it has no aud";
    case IdTokenRefusal::AudienceMalformed:
        return "its aud is neither a string nor a list of strings";
    case IdTokenRefusal::AudienceWrong:
        return "its aud does not name this client";
    case IdTokenRefusal::PartyMissing:
        return "it has several audiences and no azp";
    case IdTokenRefusal::PartyMalformed:
        return "its azp is no string";
    case IdTokenRefusal::PartyWrong:
        return "its azp is another client";
    case IdTokenRefusal::SubjectMissing:
        return "it has no sub";
    case IdTokenRefusal::SubjectMalformed:
        return "its sub is no string";
    case IdTokenRefusal::SubjectEmpty:
        return "its sub is empty";
    case IdTokenRefusal::SubjectTooLong:
        return "its sub has more than 255 characters";
    case IdTokenRefusal::SubjectNotAscii:
        return "its sub is not of visible ASCII characters";
    case IdTokenRefusal::SubjectChanged:
        return "its sub is another person than the one who is logged in";
    case IdTokenRefusal::NonceMissing:
        return "it has no nonce";
    case IdTokenRefusal::NonceMalformed:
        return "its nonce is no string";
    case IdTokenRefusal::NonceWrong:
        return "its nonce is that of another login";
    case IdTokenRefusal::ExpiryMissing:
        return "it has no exp";
    case IdTokenRefusal::ExpiryMalformed:
        return "its exp is no whole number of seconds";
    case IdTokenRefusal::IssuedAtMissing:
        return "it has no iat";
    case IdTokenRefusal::IssuedAtMalformed:
        return "its iat is no whole number of seconds";
    case IdTokenRefusal::NotBeforeMalformed:
        return "its nbf is no whole number of seconds";
    case IdTokenRefusal::ClockBehind:
        return "it comes from the future: the clock of this computer seems to be behind";
    case IdTokenRefusal::ClockAhead:
        return "it is long over: the clock of this computer seems to be ahead";
    case IdTokenRefusal::Expired:
        return "its exp has passed";
    case IdTokenRefusal::NotYetValid:
        return "its nbf has not come yet";
    case IdTokenRefusal::IssuedInFuture:
        return "its iat has not come yet";
    case IdTokenRefusal::AuthTimeMissing:
        return "it has no auth_time, which has been asked for";
    case IdTokenRefusal::AuthTimeMalformed:
        return "its auth_time is no whole number of seconds";
    case IdTokenRefusal::AuthTimeInFuture:
        return "its auth_time has not come yet";
    case IdTokenRefusal::AuthTimeTooOld:
        return "its auth_time is longer ago than max_age";
    case IdTokenRefusal::AccessTokenHashMalformed:
        return "its at_hash is no string";
    case IdTokenRefusal::AccessTokenHashWrong:
        return "its at_hash is that of another access token";
    case IdTokenRefusal::CodeHashMalformed:
        return "its c_hash is no string";
    case IdTokenRefusal::CodeHashWrong:
        return "its c_hash is that of another code";
    }
    return "";
}

Error errorOf(IdTokenRefusal refusal)
{
    if (refusal == IdTokenRefusal::ClockBehind || refusal == IdTokenRefusal::ClockAhead)
        return {Error::Kind::Unavailable,
                QCoreApplication::translate("QtLogin::IdTokenCheck", "The clock of this computer seems to be wrong.")};
    return {
        Error::Kind::Damaged,
        QCoreApplication::translate("QtLogin::IdTokenCheck", "The answer of the login server could not be trusted.")};
}

} // namespace QtLogin
