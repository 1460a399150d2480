// SPDX-License-Identifier: MIT
#include "network/scriptedbrowser.h"

#include "network/plainhttp.h"

#include <QtCore/qregularexpression.h>
#include <QtNetwork/qhostaddress.h>
#include <QtNetwork/qnetworkcookiejar.h>
#include <QtNetwork/qnetworkproxy.h>

#include <utility>

using namespace Qt::StringLiterals;

static bool isLoopback(const QUrl &url)
{
    return url.scheme() == "http"_L1 && QHostAddress(url.host()).isLoopback();
}

// Empty where the tag has no such attribute.
static QString attribute(const QString &tag, const QString &name)
{
    const auto found = QRegularExpression(u"\\b"_s + name + u"=\"([^\"]*)\""_s).match(tag);
    return found.captured(1).replace(u"&amp;"_s, u"&"_s);
}

static QStringList tags(const QString &page, const QString &name)
{
    QStringList found;
    auto match = QRegularExpression(u"<"_s + name + u"\\b[^>]*>"_s).globalMatch(page);
    while (match.hasNext())
        found.append(match.next().captured());
    return found;
}

ScriptedBrowser::Person ScriptedBrowser::ada()
{
    return {u"ada"_s, u"the engine weaves"_s};
}

ScriptedBrowser::Person ScriptedBrowser::grace()
{
    return {u"grace"_s, u"a moth in relay 70"_s};
}

ScriptedBrowser::Person ScriptedBrowser::ayse()
{
    return {u"ayşe"_s, u"iki kere iki dört"_s};
}

ScriptedBrowser::Person ScriptedBrowser::nemo()
{
    return {u"nemo"_s, u"twenty thousand"_s};
}

ScriptedBrowser::ScriptedBrowser(const QSslCertificate &authority, QObject *parent)
    : QObject(parent),
      m_authority(authority)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

ScriptedBrowser::~ScriptedBrowser() = default;

void ScriptedBrowser::visit(const QUrl &url)
{
    m_redirect.clear();
    m_titles.clear();
    ask(url);
}

void ScriptedBrowser::goOn(Plan plan)
{
    m_plan = plan;
    act();
}

void ScriptedBrowser::forgetCookies()
{
    m_network.setCookieJar(new QNetworkCookieJar);
}

QString ScriptedBrowser::answered(const QString &name) const
{
    return QUrlQuery(m_redirect).queryItemValue(name, QUrl::FullyDecoded);
}

void ScriptedBrowser::ask(const QUrl &url)
{
    m_url = url;
    QNetworkRequest request = PlainHttp::requestFor(url, m_authority);
    request.setRawHeader("Accept", "text/html");
    m_reply.reset(m_network.get(request));
    connect(m_reply.get(), &QNetworkReply::finished, this, &ScriptedBrowser::read);
}

void ScriptedBrowser::read()
{
    QNetworkReply *reply = m_reply.release();
    reply->deleteLater(); // it is calling
    const PlainAnswer answer = PlainHttp::answerOf(*reply);
    m_status = answer.status;
    m_page = answer.body;
    if (answer.status < 300 || answer.status >= 400) {
        look();
        return;
    }
    const QUrl next = m_url.resolved(QUrl::fromEncoded(answer.header("Location")));
    if (isLoopback(next) && m_redirect.isEmpty()) {
        m_redirect = next;
        if (!m_delivers) {
            Q_EMIT finished();
            return;
        }
    }
    ask(next);
}

// Looks at the page that has come: one without a form is the end, and one that complains is for the test to read.
void ScriptedBrowser::look()
{
    const QString page = QString::fromUtf8(m_page);
    if (isLoopback(m_url) || tags(page, u"form"_s).isEmpty()) {
        Q_EMIT finished();
        return;
    }
    m_titles.append(QRegularExpression(u"<title>([^<]*)</title>"_s).match(page).captured(1));
    if (page.contains("id=\"complaint\""_L1))
        Q_EMIT finished();
    else
        act();
}

void ScriptedBrowser::act()
{
    const bool asksPassword = m_page.contains("type=\"password\"");
    if (m_plan == Plan::CloseWindow)
        Q_EMIT finished();
    else if (m_plan == Plan::CancelLogin || (m_plan == Plan::CancelConsent && !asksPassword))
        submit(u"cancel"_s);
    else
        submit(u"submit"_s);
}

// Sends the form of the page, with the button of this id.
void ScriptedBrowser::submit(const QString &button)
{
    const QString page = QString::fromUtf8(m_page);
    PlainHttp::Form fields;
    for (const QString &input : tags(page, u"input"_s)) {
        const QString name = attribute(input, u"name"_s);
        QString value = attribute(input, u"value"_s);
        if (name == "login"_L1)
            value = m_person.login;
        else if (name == "password"_L1)
            value = m_plan == Plan::WrongPassword ? u"a wrong one"_s : m_person.password;
        else if (name == "user_code"_L1 && value.isEmpty())
            value = m_code;
        fields.emplace_back(name, value);
    }
    for (const QString &tag : tags(page, u"button"_s)) {
        if (attribute(tag, u"id"_s) == button && tag.contains("name="_L1))
            fields.emplace_back(attribute(tag, u"name"_s), attribute(tag, u"value"_s));
    }
    m_url = m_url.resolved(QUrl(attribute(tags(page, u"form"_s).constFirst(), u"action"_s)));
    QNetworkRequest request = PlainHttp::requestFor(m_url, m_authority);
    request.setRawHeader("Accept", "text/html");
    m_reply.reset(m_network.post(request, PlainHttp::encoded(fields)));
    connect(m_reply.get(), &QNetworkReply::finished, this, &ScriptedBrowser::read);
}
