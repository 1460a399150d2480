// SPDX-License-Identifier: MIT
// Says: This type implements none of a LoginManager
#include <QtLogin/LoginSetup>

void configure(QtLogin::LoginSetup &setup)
{
    setup.use(std::make_shared<QString>());
}
