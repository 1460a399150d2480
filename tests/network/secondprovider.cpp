// SPDX-License-Identifier: MIT
#include "network/secondprovider.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtcpsocket.h>
#include <QtTest/qtest.h>

using namespace Qt::StringLiterals;

// Its own administrator, who is in the database that the package brings.
static const QString administrator = u"admin"_s;
static const QString administratorsPassword = u"password"_s;
static const QString person = u"ada"_s;
static const QString personsPassword = u"the engine weaves"_s;

static quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

static QByteArray settings(quint16 port, const QByteArray &folder)
{
    const QByteArray number = QByteArray::number(port);
    return "port=" + number + "\nbind_address=\"127.0.0.1\"\nexternal_url=\"https://127.0.0.1:" + number
        + "\"\n"
          "use_secure_connection=true\nsecure_connection_key_file=\""
        + folder
        + "/server.key\"\n"
          "secure_connection_pem_file=\""
        + folder
        + "/server.pem\"\n"
          "database={ type=\"sqlite3\"; path=\""
        + folder
        + "/database\"; };\n"
          "api_prefix=\"api\"\nlogin_url=\"login.html\"\nlog_mode=\"console\"\nlog_level=\"INFO\"\nhash_algorithm="
          "\"SHA512\"\n"
          "session_key=\"SESSION\"\nsession_expiration=3600\ncookie_secure=1\nadmin_scope=\"g_admin\"\nprofile_scope="
          "\"g_profile\"\n"
          "user_module_path=\"" GLEWLWYD "/usr/lib/glewlwyd/user\"\nclient_module_path=\"" GLEWLWYD
          "/usr/lib/glewlwyd/client\"\n"
          "user_auth_scheme_module_path=\"" GLEWLWYD "/usr/lib/glewlwyd/scheme\"\n"
          "plugin_module_path=\"" GLEWLWYD "/usr/lib/glewlwyd/plugin\"\n";
}

SecondProvider::SecondProvider() : m_http(m_authority.certificate())
{
}

SecondProvider::~SecondProvider()
{
    stop();
}

bool SecondProvider::start(const QUrl &redirect)
{
    stop();
    if (!QFile::exists(QStringLiteral(GLEWLWYD "/usr/bin/glewlwyd")))
        return fail(u"The second OpenID provider is not there: tests/network/glewlwyd/install unpacks it."_s);
    // The port is free when it is chosen, and may be taken by another program before glewlwyd has it.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const quint16 port = freePort();
        m_root = u"https://127.0.0.1:"_s + QString::number(port);
        if (!writeFiles(port))
            return fail(u"The database of glewlwyd cannot be written. Is sqlite3 installed?"_s);
        if (launch())
            return configure(redirect) || fail(u"Glewlwyd cannot be configured: "_s + m_complaint);
    }
    return fail(u"Glewlwyd does not start: "_s + m_complaint);
}

void SecondProvider::stop()
{
    if (!m_process)
        return;
    m_process->closeWriteChannel();
    if (m_process->state() != QProcess::NotRunning && !m_process->waitForFinished(patience)) {
        m_process->kill();
        m_process->waitForFinished(patience);
    }
    m_process.reset();
    m_cookie.clear();
}

QUrl SecondProvider::logIn(const QUrl &authorization)
{
    if (!authenticate(person, personsPassword)
        || !tell("PUT", u"/api/auth/grant/journal"_s, {{u"scope"_s, u"openid"_s}}))
        return {};
    QUrl answered = authorization;
    QUrlQuery query(authorization);
    query.addQueryItem(u"g_continue"_s, QString()); // as its pages do after a login
    answered.setQuery(query);
    return QUrl::fromEncoded(m_http.get(answered, {{"Cookie", m_cookie}}).header("Location"));
}

bool SecondProvider::fail(const QString &complaint)
{
    stop();
    m_complaint = complaint;
    return false;
}

bool SecondProvider::writeFiles(quint16 port)
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto write = [this](const QString &name, const QByteArray &content) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    const QtLogin::ServerCertificate server = m_authority.valid();
    QProcess sqlite;
    sqlite.setStandardInputFile(QStringLiteral(GLEWLWYD "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3"));
    sqlite.start(u"sqlite3"_s, {m_folder->filePath(u"database"_s)});
    return sqlite.waitForFinished(patience) && sqlite.exitCode() == 0 && write(u"server.pem"_s, server.certificatePem)
        && write(u"server.key"_s, server.keyPem)
        && write(u"glewlwyd.conf"_s, settings(port, QFile::encodeName(m_folder->path())));
}

// A shell ends it when standard input ends.
bool SecondProvider::launch()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->start(u"sh"_s,
                     {u"-c"_s, u"\"$@\" & read -r line; kill $!; wait $!"_s, u"sh"_s,
                      QStringLiteral(GLEWLWYD "/usr/bin/glewlwyd"),
                      u"--config-file="_s + m_folder->filePath(u"glewlwyd.conf"_s)});
    // It says that it has started before it listens, and that it could not listen afterwards.
    QByteArray log;
    const auto failed = [&] { return (log += m_process->readAll()).contains("ERROR"); };
    const auto listens = [this] {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, quint16(QUrl(m_root).port()));
        return socket.waitForConnected(patience);
    };
    (void)QTest::qWaitFor([&] { return failed() || listens(); }, patience);
    if (!failed() && listens())
        return true;
    m_complaint = QString::fromUtf8(log);
    stop();
    return false;
}

bool SecondProvider::configure(const QUrl &redirect)
{
    const QtLogin::ServerCertificate signing = QtLogin::TestAuthority::selfSigned(); // for its key alone
    const QJsonObject plugin {{u"iss"_s, issuer().toString()},
                              {u"jwt-type"_s, u"ecdsa"_s},
                              {u"jwt-key-size"_s, u"256"_s},
                              {u"key"_s, QString::fromLatin1(signing.keyPem)},
                              {u"cert"_s, QString::fromLatin1(signing.certificate().publicKey().toPem())},
                              {u"access-token-duration"_s, 300},
                              {u"refresh-token-duration"_s, 1'209'600},
                              {u"code-duration"_s, 60},
                              {u"refresh-token-rolling"_s, true},
                              {u"refresh-token-one-use"_s, u"always"_s},
                              {u"allow-non-oidc"_s, false},
                              {u"auth-type-code-enabled"_s, true},
                              {u"auth-type-token-enabled"_s, false},
                              {u"auth-type-id-token-enabled"_s, false},
                              {u"auth-type-password-enabled"_s, false},
                              {u"auth-type-client-enabled"_s, false},
                              {u"auth-type-device-enabled"_s, false},
                              {u"auth-type-refresh-enabled"_s, true},
                              {u"scope"_s, QJsonArray()},
                              {u"additional-parameters"_s, QJsonArray()},
                              {u"claims"_s, QJsonArray()},
                              {u"name-claim"_s, u"on-demand"_s},
                              {u"email-claim"_s, u"no"_s},
                              {u"scope-claim"_s, u"no"_s},
                              {u"pkce-allowed"_s, true},
                              {u"pkce-method-plain-allowed"_s, false},
                              {u"pkce-required"_s, true},
                              {u"jwks-show"_s, true},
                              {u"jwks-x5c"_s, QJsonArray()},
                              {u"subject-type"_s, u"public"_s},
                              {u"allowed-scope"_s, QJsonArray {u"openid"_s}}};
    return authenticate(administrator, administratorsPassword)
        && tell("POST", u"/api/mod/plugin/"_s,
                {{u"module"_s, u"oidc"_s},
                 {u"name"_s, u"oidc"_s},
                 {u"display_name"_s, u"oidc"_s},
                 {u"parameters"_s, plugin}})
        && tell("POST", u"/api/user/?source=database"_s,
                {{u"username"_s, person},
                 {u"name"_s, u"Ada Lovelace"_s},
                 {u"password"_s, personsPassword},
                 {u"enabled"_s, true},
                 {u"scope"_s, QJsonArray {u"openid"_s, u"g_profile"_s}}})
        && tell("POST", u"/api/client/?source=database"_s,
                {{u"client_id"_s, u"journal"_s},
                 {u"name"_s, u"Journal"_s},
                 {u"confidential"_s, false},
                 {u"enabled"_s, true},
                 {u"redirect_uri"_s, QJsonArray {redirect.toString()}},
                 {u"scope"_s, QJsonArray {u"openid"_s}},
                 {u"authorization_type"_s, QJsonArray {u"code"_s, u"refresh_token"_s}},
                 {u"token_endpoint_auth_method"_s, QJsonArray {u"none"_s}}});
}

bool SecondProvider::tell(const QByteArray &method, const QString &path, const QJsonObject &body)
{
    const PlainAnswer answer = m_http.send(method, QUrl(m_root + path), QJsonDocument(body).toJson(),
                                           {{"Content-Type", "application/json"}, {"Cookie", m_cookie}});
    if (answer.status != 200)
        m_complaint = path + u": "_s + QString::number(answer.status) + u' ' + QString::fromUtf8(answer.body);
    return answer.status == 200;
}

// Everything is done as this one from now on.
bool SecondProvider::authenticate(const QString &login, const QString &password)
{
    const QJsonObject body {{u"username"_s, login}, {u"password"_s, password}};
    const PlainAnswer answer = m_http.send("POST", QUrl(m_root + u"/api/auth/"_s), QJsonDocument(body).toJson(),
                                           {{"Content-Type", "application/json"}});
    m_cookie = answer.header("Set-Cookie").split(';').value(0);
    if (answer.status != 200)
        m_complaint = login + u" cannot log in: "_s + QString::number(answer.status) + u' '
            + QString::fromUtf8(m_process->readAll());
    return answer.status == 200;
}
