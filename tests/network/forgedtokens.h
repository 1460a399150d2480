// SPDX-License-Identifier: MIT
#pragma once

#include "network/tokenissuer.h"

// A token that TokenIssuer has not issued, or not for this request, and the reason why it has to be refused.
struct ForgedToken
{
    const char *name = nullptr;
    QtLogin::IdTokenRefusal refusal = QtLogin::IdTokenRefusal::Empty;
    QByteArray token;
    QJsonArray keys = TokenIssuer::instance().keys(); // those of the issuer
};

QList<ForgedToken> forgedForms(); // the text, and the encoding of its parts
QList<ForgedToken> forgedHeaders();
QList<ForgedToken> forgedKeys();
QList<ForgedToken> forgedSignatures();
QList<ForgedToken> forgedClaims();
QList<ForgedToken> forgedTimes();

inline QList<ForgedToken> forgedTokens()
{
    return forgedForms() + forgedHeaders() + forgedKeys() + forgedSignatures() + forgedClaims() + forgedTimes();
}
