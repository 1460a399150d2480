// SPDX-License-Identifier: MIT
#include "foundation/futures.h"

#include <QtCore/qfuturewatcher.h>
#include <QtCore/qloggingcategory.h>

namespace QtLogin {

// Exceptions of the parts that an application brings, and of its tasks.
Q_LOGGING_CATEGORY(lcParts, "qtlogin.parts")

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

void Private::logThrown(const char *thrower)
{
    try {
        throw;
    } catch (const std::exception &exception) {
        qCCritical(lcParts, "%s has thrown \"%s\". That is taken as: could not tell.", thrower, exception.what());
    } catch (...) {
        qCCritical(lcParts, "%s has thrown. That is taken as: could not tell.", thrower);
    }
}

} // namespace QtLogin
