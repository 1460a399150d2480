// SPDX-License-Identifier: MIT
#include "forms/waysform_p.h"

#include "forms/formbutton_p.h"

#include <QtCore/qcoreevent.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qframe.h>
#include <QtWidgets/qlabel.h>

namespace QtLogin {

static QFrame *line()
{
    auto *line = new QFrame;
    line->setFrameStyle(QFrame::HLine | QFrame::Sunken);
    return line;
}

WaysForm::WaysForm(QWidget *parent) : QWidget(parent), m_or(new QLabel(this))
{
    auto *row = new QHBoxLayout;
    row->addWidget(line(), 1);
    row->addWidget(m_or);
    row->addWidget(line(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(row);
    for (const LoginWay way : {LoginWay::Password, LoginWay::Browser, LoginWay::Device}) {
        auto *button = new FormButton(this);
        button->setAutoDefault(false); // Enter is for the button that submits
        // Queued: a slot may delete this form.
        QObject::connect(
            button, &QAbstractButton::clicked, this, [this, way] { Q_EMIT chosen(way); }, Qt::QueuedConnection);
        m_buttons[way] = button;
    }
    m_buttons[LoginWay::Password]->setObjectName(QStringLiteral("passwordWay"));
    m_buttons[LoginWay::Browser]->setObjectName(QStringLiteral("browserWay"));
    m_buttons[LoginWay::Device]->setObjectName(QStringLiteral("deviceWay"));
    setWays({});
    retranslate();
}

void WaysForm::setWays(const QList<LoginWay> &ways)
{
    for (const auto &[way, button] : m_buttons)
        button->setVisible(ways.contains(way));
    QWidget *last = nullptr;
    for (const LoginWay way : ways) {
        QPushButton *button = m_buttons[way];
        layout()->removeWidget(button);
        layout()->addWidget(button);
        if (last)
            setTabOrder(last, button);
        last = button;
    }
}

QString WaysForm::words(LoginWay way)
{
    switch (way) {
    case LoginWay::Browser:
        return tr("Continue in your &browser");
    case LoginWay::Device:
        return tr("Use a code on another &device");
    case LoginWay::Password:
        break;
    }
    return tr("Use your pass&word");
}

void WaysForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WaysForm::retranslate()
{
    m_or->setText(tr("or"));
    for (const auto &[way, button] : m_buttons)
        button->setText(words(way));
}

} // namespace QtLogin
