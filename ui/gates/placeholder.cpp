// SPDX-License-Identifier: MIT
#include "gates/placeholder_p.h"

#include "closing/stateoverride_p.h"
#include "forms/formbutton_p.h"
#include "forms/glyph_p.h"
#include "foundation/error.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qpushbutton.h>

#include <algorithm>

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
      m_column(new QVBoxLayout(this)),
      m_icon(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_gap(new QSpacerItem(0, 0)),
      m_button(new FormButton(this))
{
    for (QLabel *label : {m_icon, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
    }
    for (QLabel *label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setMinimumWidth(1); // see fit()
        QSizePolicy policy = label->sizePolicy();
        policy.setVerticalPolicy(QSizePolicy::Minimum); // or else the stretches would take some of it
        label->setSizePolicy(policy);
    }
    m_icon->setObjectName(QStringLiteral("icon"));
    m_title->setObjectName(QStringLiteral("title"));
    m_text->setObjectName(QStringLiteral("text"));
    m_button->setObjectName(QStringLiteral("action"));
    setFocusProxy(m_button);

    m_column->addStretch(2);
    m_column->addWidget(m_icon);
    m_column->addWidget(m_title);
    m_column->addWidget(m_text);
    m_column->addSpacerItem(m_gap);
    m_column->addWidget(m_button, 0, Qt::AlignHCenter);
    m_column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &Placeholder::actionRequested);
    dress();
    retranslate();
}

QString Placeholder::reasonFor(Access access)
{
    return wordsFor(access).text;
}

void Placeholder::setAccess(Access access, const QString &message)
{
    m_access = access;
    const bool isAnswer =
        access == Access::LoginRequired || access == Access::FreshLoginRequired || access == Access::GuestOnly;
    m_message = isAnswer ? message : QString();
    m_fault = Fault::None;
    retranslate();
}

void Placeholder::setFailed()
{
    m_fault = Fault::Failed;
    retranslate();
}

void Placeholder::setUnable()
{
    m_fault = Fault::Unable;
    retranslate();
}

void Placeholder::retranslate()
{
    Words words = hasFailed() ? wordsForFailure() : wordsFor(m_access);
    if (!hasFailed() && !m_message.isEmpty())
        words.text = m_message;
    if (m_fault == Fault::Unable)
        words.text = Error(Error::Kind::NotConfigured).message();
    if (m_fault == Fault::Unable && m_access == Access::Forbidden)
        words.title = tr("This could not be opened");
    m_title->setText(words.title);
    m_text->setText(words.text);
    m_button->setText(words.button);
    const int side = fontMetrics().height() * 5 / 2;
    QColor faint = palette().color(QPalette::WindowText);
    faint.setAlphaF(0.55F);
    m_icon->setPixmap(glyphIcon(words.icon, faint).pixmap(QSize(side, side), devicePixelRatioF()));
    m_button->setAccessibleDescription(words.text);
    fit();
}

// Cut words help no user: what does not fit as a whole goes, the picture first. While the session is being restored,
// there is nothing to see, and nothing to press.
void Placeholder::fit()
{
    Shown shown = all();
    const QSize room = contentsRect().marginsRemoved(m_column->contentsMargins()).size();
    const bool hasPlace = testAttribute(Qt::WA_WState_Created) || testAttribute(Qt::WA_Resized);
    for (const Part part : {Icon, Text, Title}) {
        const bool isLast = part == Title && !shown[Button];
        if (hasPlace && !isLast && heightOf(shown, room.width()) > room.height())
            shown[part] = false;
    }
    const auto parts = this->parts();
    for (const Part part : {Icon, Title, Text, Button})
        parts[part]->setVisible(shown[part]);
    m_gap->changeSize(0, gapOf(shown));
    m_column->invalidate();
    setToolTip(shown[Text] == all()[Text] ? QString() : m_title->text() + u'\n' + m_text->text());
}

std::array<QWidget *, 4> Placeholder::parts() const
{
    return {m_icon, m_title, m_text, m_button};
}

Placeholder::Shown Placeholder::all() const
{
    const bool says = !m_title->text().isEmpty();
    return {says, says, !m_text->text().isEmpty(), !m_button->text().isEmpty()};
}

int Placeholder::heightOf(const Shown &shown, int width) const
{
    const auto parts = this->parts();
    int height = gapOf(shown);
    for (const Part part : {Icon, Title, Text, Button}) {
        const QWidget *widget = parts[part];
        if (shown[part])
            height += m_column->spacing()
                + (widget->hasHeightForWidth() ? widget->heightForWidth(width) : widget->sizeHint().height());
    }
    return height;
}

// Between what is said and what can be done.
int Placeholder::gapOf(const Shown &shown) const
{
    return shown[Title] && shown[Button] ? fontMetrics().height() / 2 : 0;
}

QSize Placeholder::sizeHint() const
{
    const int width = std::max(fontMetrics().averageCharWidth() * 32, m_button->sizeHint().width());
    return QSize(width, heightOf(all(), width)).grownBy(m_column->contentsMargins());
}

// The way back in, or else the title in a few lines.
QSize Placeholder::minimumSizeHint() const
{
    const int line = std::max(0, m_title->heightForWidth(QWIDGETSIZE_MAX));
    const QSize least =
        all()[Button] ? m_button->minimumSizeHint() : QSize(fontMetrics().averageCharWidth() * 12, line);
    return least.grownBy(m_column->contentsMargins());
}

void Placeholder::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void Placeholder::dress()
{
    QFont large = font();
    large.setBold(true);
    if (large.pointSizeF() > 0)
        large.setPointSizeF(large.pointSizeF() * 1.25);
    m_title->setFont(large);
}

// A guard that closes a dock or a page disables all that is in it, and a view in it is closed already: its placeholder
// stays the way to it. Widgets that the application has disabled itself stay disabled.
void Placeholder::stayUsable()
{
    const QWidget *around = this;
    while (around && StateOverride::isEnabled(around))
        around = around->isWindow() ? nullptr : around->parentWidget();
    if (isEnabled() || around)
        return;
    setAttribute(Qt::WA_Disabled, false); // setEnabled() does not where the parent is disabled
    for (QWidget *part : parts())
        part->setEnabled(true);
}

void Placeholder::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // Queued: StateOverride says only afterwards that the guard has disabled what is around, and not the application.
    if (event->type() == QEvent::EnabledChange || event->type() == QEvent::ParentChange)
        QMetaObject::invokeMethod(this, &Placeholder::stayUsable, Qt::QueuedConnection);
    if (event->type() == QEvent::FontChange)
        dress();
    const bool matters = event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::FontChange;
    if (matters)
        retranslate();
}

} // namespace QtLogin
