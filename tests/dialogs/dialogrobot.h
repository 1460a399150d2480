// SPDX-License-Identifier: MIT
#pragma once

#include "forms/fieldnote.h"
#include "forms/passwordfield.h"

#include <QtTest/qtest.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>

//! The acts of a person on a dialog, found by the names that its form gives to the fields.
class DialogRobot
{
public:
    explicit DialogRobot(QDialog *dialog) : m_dialog(dialog) { }

    template<typename Widget = QWidget>
    Widget *find(const char *name) const
    {
        auto *widget = m_dialog->findChild<Widget *>(QLatin1String(name));
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }

    void type(const char *field, const QString &text) const { QTest::keyClicks(find(field), text); }
    void press(Qt::Key key) const { QTest::keyClick(m_dialog->focusWidget() ? m_dialog->focusWidget() : m_dialog, key); }
    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }
    QString note(const char *name) const { return find<QtLogin::FieldNote>(name)->text(); }
    bool hasFocus(const char *name) const { return m_dialog->focusWidget() == find(name); }

private:
    QDialog *m_dialog;
};
