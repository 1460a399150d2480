// SPDX-License-Identifier: MIT
#pragma once

#include "contracts/answerof.h"
#include "network/httpclient_p.h"
#include "networktesting/httpsserver.h"
#include "testing/manualclock.h"

#include <QtCore/qmutex.h>

// A client, a server that it trusts, and a clock that stands still.
struct HttpStage
{
    HttpStage() { client.setCompanyCertificates({authority.certificate()}); }

    QtLogin::HttpRequest get(const QString &path = QStringLiteral("/")) const { return {.url = server.url(path)}; }
    QtLogin::HttpRequest post(QByteArrayView body, const QString &path = QStringLiteral("/")) const
    {
        return {.url = server.url(path), .method = "POST", .body = QtLogin::Secret::copyOf(body).share(),
                .contentType = "application/json"};
    }
    QtLogin::Result<QtLogin::HttpAnswer> answerTo(const QtLogin::HttpRequest &request)
    {
        return answerOf(client.send(request));
    }
    // Whether the same client gets a good answer now.
    bool works()
    {
        server.route("/good", QtLogin::ServerAnswer::json("{}"));
        const auto answer = answerTo(get(QStringLiteral("/good")));
        return answer && answer->status == 200;
    }

    QtLogin::TestAuthority authority;
    QtLogin::HttpsServer server {authority.valid()};
    std::shared_ptr<QtLogin::ManualClock> clock = std::make_shared<QtLogin::ManualClock>();
    QtLogin::HttpClient client {clock};
};

// All that was logged from here on, from every thread.
class LogReader
{
public:
    LogReader()
    {
        s_reader = this;
        m_before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            const QMutexLocker lock(&s_reader->m_mutex);
            s_reader->m_text += QLatin1String(context.category) + QLatin1String(": ") + text + QLatin1Char('\n');
            Q_UNUSED(type);
        });
    }
    ~LogReader() { qInstallMessageHandler(m_before); }
    Q_DISABLE_COPY_MOVE(LogReader)

    QString text() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_text;
    }

private:
    static inline LogReader *s_reader = nullptr;
    QtMessageHandler m_before;
    mutable QMutex m_mutex;
    QString m_text;
};

inline QByteArray bytesOf(const QtLogin::HttpAnswer &answer)
{
    return answer.body->reveal().toByteArray();
}
