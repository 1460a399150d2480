// SPDX-License-Identifier: MIT
// Says: Secret::fromTypedText(std::move(text)) makes a secret and wipes the text
#include <QtLogin/Secret>

QtLogin::Secret password(QStringLiteral("engine"));
