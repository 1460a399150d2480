// SPDX-License-Identifier: MIT
// Walks at random through everything that can happen to a session, beside a model of what should.
//
//   QTLOGIN_SEED=…   walks another way, or the same way again
//   QTLOGIN_STEPS=…  walks longer
//   QTLOGIN_LONG=1   walks longer, and another way each time
#include "session/sessionwalk.h"
#include "support/repetitions.h"

#include <QtCore/qloggingcategory.h>

using namespace QtLogin;

class tst_RandomWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingHappensInAnyOrder(); // C1, C5, E9, F9, rules 1 to 8, 10 to 17, 19, 21, 23 to 27, 32 to 34
};

void tst_RandomWalk::everythingHappensInAnyOrder()
{
    bool given = false;
    const int count = repetitions("QTLOGIN_STEPS", 500);
    const uint wanted = qEnvironmentVariable("QTLOGIN_SEED").toUInt(&given);
    const bool isLong = qEnvironmentVariableIsSet("QTLOGIN_LONG");
    const quint32 seed = given ? wanted : isLong ? QRandomGenerator::system()->generate() : 3;
    QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*=false"));
    qInfo("QTLOGIN_SEED=%u QTLOGIN_STEPS=%d", seed, count);
    SessionWalk walk(seed);
    for (int i = 0; i < count; ++i) {
        const QString complaint = walk.step();
        if (complaint.isEmpty())
            continue;
        const QStringList last = walk.path().mid(std::max<qsizetype>(0, walk.path().size() - 20));
        QFAIL(qPrintable(QStringLiteral("At step %1 of the walk with QTLOGIN_SEED=%2, after %3:\n%4")
                             .arg(i)
                             .arg(seed)
                             .arg(last.join(QStringLiteral("; ")), complaint)));
    }
}

QTEST_GUILESS_MAIN(tst_RandomWalk)
#include "tst_randomwalk.moc"
