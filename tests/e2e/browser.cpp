// SPDX-License-Identifier: MIT
// The browser of a desktop in tests: browser AUTHORITY PAGE logs in as ada at a page of the provider in tests/network/provider,
// and goes where it is sent.
#include "network/scriptedbrowser.h"

#include <QtCore/qcoreapplication.h>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        qFatal("browser AUTHORITY PAGE");
    ScriptedBrowser browser(QSslCertificate::fromPath(arguments.at(1)).value(0));
    QObject::connect(&browser, &ScriptedBrowser::finished, &application, &QCoreApplication::quit);
    browser.visit(QUrl(arguments.at(2)));
    return QCoreApplication::exec();
}
