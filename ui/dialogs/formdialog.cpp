// SPDX-License-Identifier: MIT
#include "dialogs/formdialog.h"

#include "forms/formbutton_p.h"
#include "forms/glyph_p.h"
#include "forms/wordslabel_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qdialogbuttonbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qprogressbar.h>
#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

FormDialog::FormDialog(QWidget *parent)
    : QDialog(parent)
    , m_icon(new QLabel(this))
    , m_heading(new WordsLabel(this))
    , m_message(new WordsLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_heading->setObjectName(QStringLiteral("heading"));
    m_message->setObjectName(QStringLiteral("message"));
    m_bar->setObjectName(QStringLiteral("busy"));
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing jumps when it comes and goes
    m_bar->setSizePolicy(policy);
    m_bar->hide();

    auto *words = new QVBoxLayout;
    words->addStretch(); // few words stand in the middle of the icon
    words->addWidget(m_heading);
    words->addWidget(m_message);
    words->addStretch();
    words->setSpacing(words->spacing() / 2);
    auto *head = new QHBoxLayout;
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addSpacing(column->spacing());
    column->addWidget(m_bar);
    column->addStretch();
}

FormDialog::~FormDialog() = default;

bool FormDialog::isBusy() const
{
    return m_form && !m_form->isEnabledTo(this);
}

void FormDialog::setForm(QWidget *form, const QString &icon)
{
    m_form = form;
    m_iconName = icon;
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(2, form);
    const auto boxes = form->findChildren<QCheckBox *>();
    for (QCheckBox *box : boxes)
        box->installEventFilter(this);
    column->addWidget(createButtons()); // after the form, and so is their turn with Tab
    retranslate();
    updateLooks();
}

QWidget *FormDialog::createButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_submit = new FormButton;
    buttons->addButton(m_submit, QDialogButtonBox::AcceptRole);
    m_submit->setObjectName(QStringLiteral("submit"));
    m_submit->setAutoDefault(false); // in a form that is no window of its own, it would end being the
    m_submit->setDefault(true); // default once it has lost the focus
    m_cancel = new FormButton;
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    QObject::connect(m_submit, &QAbstractButton::clicked, this, &FormDialog::submitLater);
    QObject::connect(m_cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    return buttons;
}

void FormDialog::setWords(const QString &heading, const QString &message)
{
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_bar->setAccessibleName(tr("Checking…"));
}

void FormDialog::setButtonTexts(const QString &submit, const QString &cancel)
{
    m_submit->setText(submit);
    m_cancel->setText(cancel);
}

void FormDialog::setBusy(bool busy)
{
    if (busy == isBusy())
        return;
    if (busy && focusWidget() != m_cancel)
        setFocus(Qt::OtherFocusReason); // or it would go to Cancel, and a second Enter would press that
    m_form->setEnabled(!busy);
    m_submit->setEnabled(!busy);
    m_bar->setVisible(busy);
}

// Later, and once: an attempt may end in slots that delete the dialog, whose button or line edit
// would still be in the middle of its event.
void FormDialog::submitLater()
{
    if (m_submitting)
        return;
    m_submitting = true;
    const auto submitNow = [this] {
        m_submitting = false;
        if (isVisible() && !isBusy())
            submit();
    };
    QMetaObject::invokeMethod(this, submitNow, Qt::QueuedConnection);
}

// QDialog's own goes on using the dialog after a slot of accepted() or rejected() has deleted it.
void FormDialog::done(int result)
{
    if (std::exchange(m_done, true))
        return; // a slot of the signals below has called again
    ++m_round;
    setBusy(false);
    wipe();
    hide();
    close(); // hidden already: only what WA_DeleteOnClose asks for, later
    setResult(result);
    const QPointer<FormDialog> alive(this);
    if (result == Accepted)
        Q_EMIT accepted();
    else if (result == Rejected)
        Q_EMIT rejected();
    if (alive)
        Q_EMIT finished(result);
}

bool FormDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

// Some desktops, GNOME among them, let Enter press whatever button has the focus: a tick box would
// be toggled by somebody who wants to log in.
bool FormDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            return submitLater(), true;
    }
    return QDialog::eventFilter(watched, event);
}

void FormDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_done = false;
    fit();
    if (!event->spontaneous())
        focusFirstField();
}

// Hidden by the application, or with a window that is locked. Minimising it is spontaneous.
void FormDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (m_form && !event->spontaneous() && !isBusy())
        wipe();
}

void FormDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

// As high as its words need at this width, no more and no less: a note under a field makes the
// dialog grow instead of squeezing the form.
void FormDialog::fit()
{
    if (!m_form)
        return;
    const int least = isWindow() ? fontMetrics().averageCharWidth() * 58 : 0; // or it is not ours to say
    setMinimumWidth(qMax(least, layout()->totalMinimumSize().width()));
    const int width = qMax(this->width(), minimumWidth());
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                     : layout()->totalSizeHint().height();
    setFixedHeight(height);
}

void FormDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (!m_form)
        return;
    switch (event->type()) {
    case QEvent::LanguageChange:
        retranslate();
        break;
    case QEvent::FontChange:
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
        updateLooks();
        break;
    default:
        break;
    }
}

void FormDialog::updateLooks()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    const int side = fontMetrics().height() * 2;
    m_icon->setPixmap(glyphIcon(m_iconName, palette().color(QPalette::WindowText))
                          .pixmap(QSize(side, side), devicePixelRatioF()));
    m_bar->setFixedHeight(qMax(4, fontMetrics().height() / 3));
}

} // namespace QtLogin
