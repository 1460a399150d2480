// SPDX-License-Identifier: MIT
#include "requirements/access.h"

#include <QtCore/qset.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_Access : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerHasANameOfItsOwn();
    void anUnknownAnswerIsPrintedToo();
};

static QString nameOf(Access access)
{
    QString text;
    QDebug(&text) << access;
    return text.trimmed();
}

void tst_Access::everyAnswerHasANameOfItsOwn()
{
    QSet<QString> names;
    for (int i = int(Access::Allowed); i <= int(Access::Forbidden); ++i)
        names.insert(nameOf(Access(i)));
    QCOMPARE(names.size(), int(Access::Forbidden) + 1);
    QVERIFY(names.contains(QStringLiteral("Access::FreshLoginRequired")));
    QVERIFY(!names.contains(QStringLiteral("Access::?")));
}

void tst_Access::anUnknownAnswerIsPrintedToo()
{
    QCOMPARE(nameOf(Access(99)), QStringLiteral("Access::?"));
}

QTEST_APPLESS_MAIN(tst_Access)
#include "tst_access.moc"
