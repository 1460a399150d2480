// SPDX-License-Identifier: MIT
#include "closing/embeddedwidgets_p.h"

#include "closing/belongings_p.h"
#include "closing/detachment_p.h"
#include "closing/stateoverride_p.h"

#include <QtWidgets/qapplication.h>
#include <QtWidgets/qgraphicsscene.h>

namespace QtLogin {

void EmbeddedWidgets::watch(const QObjectList &parts)
{
    const auto scenes = Belongings::pick<QGraphicsScene>(parts);
    for (const QGraphicsScene *scene : scenes) { // nothing else tells of a widget that is put into one
        scene->disconnect(m_home);
        QObject::connect(scene, &QGraphicsScene::changed, m_home, &Detachment::closeEmbedded);
    }
}

void EmbeddedWidgets::close()
{
    const auto topLevels = QApplication::topLevelWidgets();
    QList<QPointer<QWidget>> found; // an event handler of one of them may delete others
    for (QWidget *widget : topLevels) {
        if (widget->graphicsProxyWidget() && m_home->owns(widget))
            found += widget;
    }
    for (const auto &widget : found) {
        if (widget)
            close(widget);
    }
}

void EmbeddedWidgets::close(QWidget *widget)
{
    if (!m_widgets.contains(widget)) {
        m_widgets += widget;
        m_home->forgetLater(widget);
    }
    if (widget->isEnabled())
        StateOverride::disable(widget);
}

bool EmbeddedWidgets::giveBack()
{
    if (m_widgets.isEmpty())
        return false;
    if (QWidget *widget = m_widgets.takeFirst())
        StateOverride::restoreEnabled(widget);
    return true; // an event handler may have deleted this
}

} // namespace QtLogin
