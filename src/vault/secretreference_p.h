// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

#include <QtCore/qbytearray.h>

namespace QtLogin {

// The content of a keychain item in place of a value that is too large for it: the name of the file with the value,
// and the key that opens this one version of it.
struct SecretReference
{
    static constexpr qsizetype nameSize = 16;
    static constexpr qsizetype keySize = 32;

    QByteArray name;
    SecretPtr key;

    // A new name and a new key.
    [[nodiscard]] static SecretReference create();

    // Whether \a item is a reference, whole or damaged. A value of these bytes cannot lie in an item itself.
    [[nodiscard]] static bool isIn(const Secret &item);
    // Damaged where it is not whole.
    [[nodiscard]] static Result<SecretReference> parse(const Secret &item);
    [[nodiscard]] SecretPtr toItem() const;
};

} // namespace QtLogin
