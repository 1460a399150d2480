// SPDX-License-Identifier: MIT
#include "forms/menuroom_p.h"

#include <QtGui/qaction.h>
#include <QtWidgets/qmenu.h>

namespace QtLogin {

void giveRoom(QMenu *menu)
{
    const QFontMetrics metrics = menu->fontMetrics();
    int widest = 0;
    const auto actions = menu->actions();
    for (const QAction *action : actions) {
        if (action->isVisible())
            widest = qMax(widest, metrics.size(Qt::TextShowMnemonic, action->text()).width());
    }
    menu->setMinimumWidth(widest + 3 * metrics.height());
}

} // namespace QtLogin
