// SPDX-License-Identifier: MIT
#include "dialogs/devicelist_p.h"

#include "dialogs/devicerow_p.h"
#include "forms/fieldnote.h"
#include "forms/formbutton_p.h"
#include "forms/wordslabel_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qboxlayout.h>

namespace QtLogin {

DeviceList::DeviceList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout)
    , m_nothing(new WordsLabel(this))
    , m_others(new FormButton(this))
    , m_error(new FieldNote(this))
{
    m_nothing->setObjectName(QStringLiteral("nothing"));
    m_others->setObjectName(QStringLiteral("forgetOthers"));
    m_error->setObjectName(QStringLiteral("error"));
    m_rows->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_rows);
    column->addWidget(m_nothing);
    column->addWidget(m_others, 0, Qt::AlignTrailing);
    column->addStretch();
    m_nothing->hide();
    m_others->hide();
    // Queued: a slot may delete this list.
    QObject::connect(m_others, &QAbstractButton::clicked, this, [this] { leaveFrom(m_others); });
    QObject::connect(m_others, &QAbstractButton::clicked, this, &DeviceList::forgetOthersRequested,
                     Qt::QueuedConnection);
    retranslate();
}

DeviceList::~DeviceList() = default;

// The rows may be in the middle of the event that asked for this.
void DeviceList::setDevices(const QList<Device> &devices)
{
    clearError();
    for (DeviceRow *row : std::as_const(m_devices)) {
        m_rows->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_devices.clear();
    bool hasOthers = false;
    for (const Device &device : devices) {
        addRow(device);
        hasOthers |= !device.isThisOne;
    }
    if (!devices.isEmpty())
        setTabOrder(m_devices.last()->button(), m_others);
    m_others->setVisible(hasOthers);
    m_nothing->setVisible(devices.isEmpty());
}

void DeviceList::addRow(const Device &device)
{
    auto *row = new DeviceRow(device, this);
    m_devices << row;
    m_rows->addWidget(row);
    setTabOrder(m_devices.size() > 1 ? m_devices[m_devices.size() - 2]->button() : m_others, row->button());
    QObject::connect(row->button(), &QAbstractButton::clicked, this, [this, row] { leaveFrom(row->button()); });
    const auto ask = [this, device] { Q_EMIT forgetRequested(device); };
    QObject::connect(row->button(), &QAbstractButton::clicked, this, ask, Qt::QueuedConnection);
    row->show();
}

// Right below the row whose button was pressed, in sight with it, or else below the last one.
void DeviceList::showError(const Sentence &sentence)
{
    clearError();
    m_rows->insertWidget(int(qBound(0, m_leftFrom + 1, m_devices.size())), m_error);
    m_error->setError(sentence);
}

void DeviceList::clearError()
{
    m_rows->removeWidget(m_error);
    m_error->setError({});
}

QWidgetList DeviceList::stops() const
{
    QWidgetList stops;
    for (const DeviceRow *row : m_devices)
        stops << row->button();
    if (!m_others->isHidden())
        stops << m_others;
    return stops;
}

void DeviceList::leaveFrom(QWidget *button)
{
    m_leftFrom = stops().indexOf(button);
}

bool DeviceList::resumeFocus()
{
    const QWidgetList buttons = stops();
    if (buttons.isEmpty())
        return false;
    buttons[qBound(0, m_leftFrom, buttons.size() - 1)]->setFocus(Qt::OtherFocusReason);
    return true;
}

void DeviceList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DeviceList::retranslate()
{
    m_nothing->setText(tr("You do not stay signed in on any computer."));
    m_others->setText(tr("Forget all others"));
}

} // namespace QtLogin
