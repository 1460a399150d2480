// SPDX-License-Identifier: MIT
// The cost of QtLogin, beside the bare work, from one interleaved run. Medians; the machine may be
// noisy, so only the ratios count.
#include "figure.h"

#include <QtCore/qloggingcategory.h>
#include <QtWidgets/qapplication.h>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    // The offscreen platform tells of each window what it cannot do.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == QLatin1String("opening")) { // and how many logins, for who counts instructions: see "run"
        (void)openingFigure(arguments.value(2).toInt());
        return 0;
    }
    if (arguments.value(1) == QLatin1String("network")) {
        networkFigures();
        return 0;
    }
    std::printf("%-46s %12s %12s %-3s %7s\n", "figure", "ours", "bare", "", "ratio");
    checkFigures();
    guardFigures();
    sessionFigures();
    accountFigures();
    networkFigures();
    return 0;
}
