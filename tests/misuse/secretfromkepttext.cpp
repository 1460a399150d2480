// SPDX-License-Identifier: MIT
// Says: Secret::fromTypedText() wipes its text: give it std::move(text)
#include <QtLogin/Secret>

QtLogin::Result<QtLogin::Secret> secretOf(const QString &text)
{
    return QtLogin::Secret::fromTypedText(text);
}
