// SPDX-License-Identifier: MIT
#include "foundation/futures.h"

#include <QtCore/qfuturewatcher.h>

namespace QtLogin {

void Private::whenFinished(const QFuture<void> &future, QObject *context, std::function<void()> then)
{
    auto *watcher = new QFutureWatcher<void>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater(); // it is emitting; its parent has it if no event loop comes
        const auto last = std::move(then); // it may delete the context, and with it this function
        last();
    });
    watcher->setFuture(future);
}

} // namespace QtLogin
