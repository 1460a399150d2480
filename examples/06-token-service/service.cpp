// SPDX-License-Identifier: MIT
// A service to try the example with: pages-service FILE writes the certificate to trust into FILE, prints "ready" and its
// address, ends all logins of ada and prints "ended" when it reads "end", and ends itself with its standard input.
#include <QtLogin/ScriptedTokenService>

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QtLogin::TestAuthority authority;
    QFile certificate(QCoreApplication::arguments().value(1));
    if (!certificate.open(QIODevice::WriteOnly) || certificate.write(authority.certificatePem()) < 0)
        qFatal("pages-service FILE: it cannot be written.");
    certificate.close();

    QtLogin::ScriptedTokenService service(authority.valid());
    service.add({.id = QStringLiteral("1"), .userName = QStringLiteral("ada"), .password = "engine",
                 .displayName = QStringLiteral("Ada Lovelace"), .scopes = {QStringLiteral("pages")}});
    QByteArrayList pages {"\"Monday\"", "\"Tuesday\""};
    service.server().route("/pages", [&](const QtLogin::ServerRequest &request) {
        if (service.userOf(request).isEmpty())
            return QtLogin::ServerAnswer::json("{}", 401);
        pages.append("\"Another day\""); // each request finds one more
        return QtLogin::ServerAnswer::json("{\"pages\":[" + pages.join(',') + "]}");
    });

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char read[64];
        const auto size = ::read(STDIN_FILENO, read, sizeof read);
        if (size <= 0)
            return QCoreApplication::quit();
        if (QByteArrayView(read, size).startsWith("end")) {
            service.endLogins(QStringLiteral("1"));
            QTextStream(stdout) << "ended" << Qt::endl;
        }
    });
    QTextStream(stdout) << "ready " << service.server().url(QString()).toString() << Qt::endl;
    return QCoreApplication::exec();
}
