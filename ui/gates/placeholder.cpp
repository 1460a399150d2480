// SPDX-License-Identifier: MIT
#include "gates/placeholder_p.h"

#include "forms/glyph_p.h"

#include <QtCore/qcoreevent.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

namespace {

struct Words
{
    QString title = {};
    QString text = {};
    QString button = {};
    QString icon = QStringLiteral("lock");
};

} // namespace

static Words wordsFor(Access access)
{
    switch (access) {
    case Access::LoginRequired:
        return {.title = Placeholder::tr("Log in to go on"),
                .text = Placeholder::tr("This is here for you once you have logged in."),
                .button = Placeholder::tr("Log in…")};
    case Access::FreshLoginRequired:
        return {.title = Placeholder::tr("Is it still you?"),
                .text = Placeholder::tr("It has been a while. Confirm it's you, and everything is as you left it."),
                .button = Placeholder::tr("Confirm it's you…")};
    case Access::Locked:
        return {.title = Placeholder::tr("Locked"),
                .text = Placeholder::tr("Unlock, and everything is as you left it."),
                .button = Placeholder::tr("Unlock…")};
    case Access::GuestOnly:
        return {.title = Placeholder::tr("You are logged in already"),
                .text = Placeholder::tr("This is for people who are not logged in."),
                .icon = QStringLiteral("person")};
    case Access::Forbidden:
        return {.title = Placeholder::tr("You do not have access to this"),
                .text = Placeholder::tr("Ask whoever looks after your account if you need it.")};
    case Access::Allowed:
    case Access::Pending:
        break;
    }
    return {};
}

static Words wordsForFailure()
{
    return {.title = Placeholder::tr("This could not be opened"),
            .text = Placeholder::tr("Something went wrong in the application. Nothing of yours was lost."),
            .button = Placeholder::tr("Try again"),
            .icon = QStringLiteral("warning")};
}

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_button(new QPushButton(this))
{
    for (QLabel *label : {m_icon, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
    }
    for (QLabel *label : {m_title, m_text})
        label->setWordWrap(true);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_icon->setObjectName(QStringLiteral("icon"));
    m_title->setObjectName(QStringLiteral("title"));
    m_text->setObjectName(QStringLiteral("text"));
    m_button->setObjectName(QStringLiteral("action"));
    setFocusProxy(m_button);

    auto *column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(fontMetrics().height() / 2);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &Placeholder::actionRequested);
    dress();
    retranslate();
}

void Placeholder::setAccess(Access access)
{
    m_access = access;
    m_failed = false;
    retranslate();
}

void Placeholder::setFailed()
{
    m_failed = true;
    retranslate();
}

void Placeholder::retranslate()
{
    const Words words = m_failed ? wordsForFailure() : wordsFor(m_access);
    m_title->setText(words.title);
    m_text->setText(words.text);
    m_button->setText(words.button);
    const int side = fontMetrics().height() * 5 / 2;
    QColor faint = palette().color(QPalette::WindowText);
    faint.setAlphaF(0.55F);
    m_icon->setPixmap(glyphIcon(words.icon, faint).pixmap(QSize(side, side), devicePixelRatioF()));
    // While it is not known yet whether anybody is in, there is nothing to see, and nothing to press.
    m_icon->setVisible(!words.title.isEmpty());
    m_title->setVisible(!words.title.isEmpty());
    m_text->setVisible(!words.text.isEmpty());
    m_button->setVisible(!words.button.isEmpty());
}

void Placeholder::dress()
{
    QFont large = font();
    large.setBold(true);
    if (large.pointSizeF() > 0)
        large.setPointSizeF(large.pointSizeF() * 1.25);
    m_title->setFont(large);
}

void Placeholder::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        dress();
    const bool matters = event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::FontChange;
    if (matters)
        retranslate();
}

} // namespace QtLogin
