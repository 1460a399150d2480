// SPDX-License-Identifier: MIT
#pragma once

#include "support/patience.h"
#include "vault/secretstore.h"

#include <QtCore/qfuturewatcher.h>
#include <QtTest/qsignalspy.h>

// Answers of a SecretStore, waited for and in words.

inline QtLogin::SecretPtr secret(const QByteArray &bytes)
{
    return QtLogin::Secret::copyOf(bytes).share();
}

template<typename T>
QtLogin::Result<T> wait(const QFuture<QtLogin::Result<T>> &future)
{
    QFutureWatcher<QtLogin::Result<T>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(future);
    if (!future.isFinished() && !finished.wait(patience))
        return QtLogin::Error::Kind::Internal;
    return QtLogin::resultOf(future);
}

template<typename T>
QString said(const QtLogin::Result<T> &result)
{
    return result ? QStringLiteral("success") : QVariant::fromValue(result.error().kind()).toString();
}

inline QString value(const QtLogin::Result<QtLogin::SecretPtr> &result)
{
    return result ? QString::fromLatin1((*result)->reveal()) : said(result);
}
