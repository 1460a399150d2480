// SPDX-License-Identifier: MIT
#include "forms/waitingform.h"

#include "ui_waitingform.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qdesktopservices.h>
#include <QtGui/qevent.h>
#include <QtGui/qfontdatabase.h>
#include <QtGui/qguiapplication.h>

namespace QtLogin {

// As letters, and not as a word; with a pause where it has a mark.
static QString spelled(const QString &code)
{
    QString said;
    for (const QChar each : code) {
        if (!each.isLetterOrNumber())
            said += u',';
        else
            said += (said.isEmpty() ? QString() : QStringLiteral(" ")) + each;
    }
    return said;
}

WaitingForm::WaitingForm(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::WaitingForm>())
{
    m_ui->setupUi(this);
    QFont prominent; // and like the form in everything else
    prominent.setBold(true);
    m_ui->page->setFont(prominent);
    m_ui->code->setFrame(false);
    m_ui->code->setLayoutDirection(Qt::LeftToRight); // its parts stay in their order
    for (QPushButton *button : {m_ui->openAgain, m_ui->copyCode, m_ui->copyLink})
        button->setAutoDefault(false); // a second Enter does not open a second page
    // Queued: a slot may delete this form.
    QObject::connect(m_ui->openAgain, &QAbstractButton::clicked, this, &WaitingForm::open, Qt::QueuedConnection);
    QObject::connect(m_ui->copyCode, &QAbstractButton::clicked, this,
                     [this] { copy(m_code, m_ui->copyCode, [] { return tr("The code is copied."); }); });
    QObject::connect(m_ui->copyLink, &QAbstractButton::clicked, this, [this] {
        copy(m_link.toString(QUrl::FullyEncoded), m_ui->copyLink, [] { return tr("The link is copied."); });
    });
    updateLooks();
}

WaitingForm::~WaitingForm() = default;

bool WaitingForm::mayOpen(const QUrl &link)
{
    return link.isValid() && link.scheme() == u"https" && !link.host().isEmpty();
}

void WaitingForm::begin(LoginWay way, const NextStep &step)
{
    const bool isOnDevice = way == LoginWay::Device;
    m_way = way;
    m_link = step.link;
    m_code = step.code;
    m_ui->note->setError({});
    m_ui->note->setHint({});
    m_ui->sentence->setHint([this] { return sentence().text(); });
    // The end of a host name says whose it is.
    m_ui->page->setElideMode(isOnDevice ? Qt::ElideMiddle : Qt::ElideLeft);
    m_ui->page->setText(pageName());
    const QUrl pictured = mayOpen(step.linkWithCode) ? step.linkWithCode : m_link;
    m_ui->picture->setContent(isOnDevice ? pictured.toString(QUrl::FullyEncoded) : QString());
    m_ui->picture->setVisible(isOnDevice && !m_ui->picture->pixmap(Qt::ReturnByValue).isNull());
    m_ui->openAgain->setVisible(!isOnDevice);
    showCode();
    m_ui->row->setDirection(QBoxLayout::LeftToRight); // the picture comes first in it
    m_ui->row->invalidate();
    const int frame = fontMetrics().height() * 3;
    if (m_ui->row->sizeHint().width() + frame > window()->width())
        m_ui->row->setDirection(QBoxLayout::BottomToTop);
}

void WaitingForm::clear()
{
    m_link.clear();
    m_code.clear();
    m_ui->picture->setContent({});
    m_ui->page->clear();
    showCode();
}

void WaitingForm::focusFirstField()
{
    QWidget *const first = m_way != LoginWay::Device ? m_ui->openAgain : m_code.isEmpty() ? m_ui->copyLink : nullptr;
    (first ? first : m_ui->code)->setFocus(Qt::TabFocusReason);
}

void WaitingForm::open()
{
    if (!mayOpen(m_link))
        return;
    m_ui->note->setError({});
    const QPointer<WaitingForm> alive(this);
    const bool opened = QDesktopServices::openUrl(m_link);
    if (alive && !opened)
        m_ui->note->setError([] { return tr("Your browser could not be opened. Copy the link, and open it there."); });
}

Sentence WaitingForm::sentence() const
{
    if (m_way == LoginWay::Browser)
        return [] { return tr("Continue in your browser. This window waits for you."); };
    if (m_code.isEmpty())
        return [] { return tr("Open this page on another device. This window waits for you."); };
    return [] { return tr("Open this page on another device, and enter the code. This window waits for you."); };
}

// The query has what only the browser is to know.
QString WaitingForm::pageName() const
{
    if (m_way == LoginWay::Browser)
        return m_link.host();
    return m_link.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
}

void WaitingForm::copy(const QString &text, QWidget *button, const Sentence &done)
{
    QGuiApplication::clipboard()->setText(text);
    m_ui->note->setError({});
    m_ui->note->setHint({});
    m_ui->note->setField(button); // whose description is read aloud when it changes
    m_ui->note->setHint(done);
}

void WaitingForm::showCode()
{
    const bool hasCode = !m_code.isEmpty();
    m_ui->code->setText(m_code);
    m_ui->code->setCursorPosition(0);
    m_ui->code->setAccessibleName(m_ui->codeLabel->text() + u' ' + spelled(m_code));
    m_ui->page->setAccessibleName(m_ui->pageLabel->text() + u' ' + m_ui->page->text());
    m_ui->openAgain->setAccessibleDescription(m_ui->page->accessibleName());
    for (QWidget *part : std::initializer_list<QWidget *> {m_ui->code, m_ui->codeLabel, m_ui->copyCode})
        part->setVisible(hasCode);
    updateLooks();
}

// Linux reads the sentence aloud as it comes onto the screen, see FieldNote; others need to be told.
void WaitingForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    QAccessibleEvent alert(m_ui->sentence, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void WaitingForm::changeEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::LanguageChange:
        m_ui->retranslateUi(this);
        showCode();
        break;
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::PaletteChange:
    case QEvent::LayoutDirectionChange:
        updateLooks();
        break;
    default:
        break;
    }
    QWidget::changeEvent(event);
}

// Like words on the window, and large: it is typed off from across a table.
void WaitingForm::updateLooks()
{
    constexpr qsizetype large = 16; // longer ones are too wide for that
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const qreal factor = m_code.size() > large ? 1 : 1.8;
    if (this->font().pointSizeF() > 0)
        font.setPointSizeF(this->font().pointSizeF() * factor);
    else
        font.setPixelSize(qRound(this->font().pixelSize() * factor));
    m_ui->code->setFont(font);
    m_ui->code->setMinimumWidth(m_ui->code->fontMetrics().horizontalAdvance(m_code) + 12);
    m_ui->code->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
    QPalette colours = m_ui->code->palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    colours.setColor(QPalette::Text, palette().color(QPalette::WindowText));
    m_ui->code->setPalette(colours);
}

} // namespace QtLogin
