// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qsocketnotifier.h>

#include <functional>
#include <iostream>
#include <unistd.h>

// The other side of a TalkingProcess: says lines, and does what it reads, until its standard input ends.

template<typename... Words>
void say(const Words &...words)
{
    ((std::cout << QString(words).toStdString() << ' '), ...) << std::endl;
}

template<typename T>
QString outcome(const QtLogin::Result<T> &result)
{
    using Kind = QtLogin::Error::Kind;
    return result ? QStringLiteral("ok") : QString::fromLatin1(QMetaEnum::fromType<Kind>().valueToKey(int(result.error().kind())));
}

class CommandReader
{
public:
    explicit CommandReader(std::function<void(const QByteArray &)> obey) : m_obey(std::move(obey))
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
    }

private:
    void read()
    {
        char bytes[256];
        const auto size = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (size <= 0)
            return QCoreApplication::quit();
        m_input.append(bytes, size);
        for (qsizetype end = m_input.indexOf('\n'); end >= 0; end = m_input.indexOf('\n')) {
            const QByteArray command = m_input.first(end);
            m_input.remove(0, end + 1);
            m_obey(command);
        }
    }

    const std::function<void(const QByteArray &)> m_obey;
    QByteArray m_input;
    QSocketNotifier m_notifier {STDIN_FILENO, QSocketNotifier::Read};
};
