// SPDX-License-Identifier: MIT
// Says: A user loader returns a UserPtr
#include <QtLogin/UserLoader>

const auto loader = QtLogin::UserLoader::from([](const QString &id) { return id; });
