// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/access.h"

#include <QtWidgets/qwidget.h>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace QtLogin {

// What stands where the content will be: why it is not there, and the way to it.
class Placeholder final : public QWidget
{
    Q_OBJECT
public:
    explicit Placeholder(QWidget *parent);

    void setAccess(Access access);
    // The content could not be made.
    void setFailed();
    bool hasFailed() const { return m_failed; }

Q_SIGNALS:
    void actionRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void dress();

    Access m_access = Access::Pending;
    bool m_failed = false;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace QtLogin
