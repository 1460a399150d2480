// SPDX-License-Identifier: MIT
#include "lock/openedwindows_p.h"

#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qtoolbar.h>

namespace QtLogin {

// The windows that the user has opened, and not the docks and tool bars that are parts of the window.
QList<QPointer<QWidget>> OpenedWindows::in(const QWidget *window)
{
    QList<QPointer<QWidget>> opened;
    const auto children = window->findChildren<QWidget *>();
    for (QWidget *child : children) {
        const bool isPart = qobject_cast<QDockWidget *>(child) || qobject_cast<QToolBar *>(child)
            || child->findChild<QDockWidget *>({}, Qt::FindDirectChildrenOnly); // docks that float as tabs
        if (child->isWindow() && !child->isHidden() && !isPart)
            opened += child;
    }
    return opened;
}

void OpenedWindows::watch(const QList<QPointer<QWidget>> &opened, const QObject *context,
                          const std::function<void(QWidget *)> &finished)
{
    for (const auto &each : opened) {
        if (const auto *dialog = qobject_cast<QDialog *>(each))
            QObject::connect(dialog, &QDialog::finished, context, [finished, each] { finished(each); });
    }
}

// Not by reject(), which the application may have made a question, nor by done(), which goes on using a dialog that
// one of its slots has deleted.
void OpenedWindows::end(QWidget *window)
{
    const QPointer<QWidget> alive(window);
    window->hide();
    const QPointer<QDialog> dialog(alive ? qobject_cast<QDialog *>(window) : nullptr);
    if (!dialog)
        return;
    dialog->setResult(QDialog::Rejected);
    if (dialog->testAttribute(Qt::WA_DeleteOnClose))
        dialog->deleteLater();
    Q_EMIT dialog->rejected();
    if (dialog)
        Q_EMIT dialog->finished(QDialog::Rejected);
}

} // namespace QtLogin
