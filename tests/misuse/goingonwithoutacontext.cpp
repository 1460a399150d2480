// SPDX-License-Identifier: MIT
// Says: whenDone() needs a QObject
#include <QtLogin/foundation/futures.h>

void goOn(const QFuture<QtLogin::Result<int>> &future)
{
    QtLogin::whenDone(future, [](const QtLogin::Result<int> &) { });
}
