// SPDX-License-Identifier: MIT
// Says: An authenticator takes const Credentials &, and returns a Proof
#include <QtLogin/Authenticator>

const auto authenticator = QtLogin::Authenticator::from([](const QtLogin::Credentials &) { return true; });
