// SPDX-License-Identifier: MIT
#pragma once

#include "forms/sentence.h"
#include "session/rememberedlogin.h"

#include <QtWidgets/qwidget.h>

class QPushButton;
class QVBoxLayout;

namespace QtLogin {

class DeviceRow;
class FieldNote;
class WordsLabel;

//! The devices on which a user is remembered, one below the other, and what ends them. Knows no session.
class DeviceList final : public QWidget
{
    Q_OBJECT
public:
    using Device = RememberedLogin::Device;

    explicit DeviceList(QWidget *parent);
    ~DeviceList() override;

    //! Shows these instead of those before, and takes the error away.
    void setDevices(const QList<Device> &devices);
    bool isEmpty() const { return m_devices.isEmpty(); }
    //! Says \a sentence in the list, which stays; an empty one nowhere.
    void showError(const Sentence &sentence);
    void clearError();
    //! The buttons, in reading order.
    QWidgetList stops() const;
    //! Puts the focus on the button at the place of the one that was pressed last. False where there is none.
    bool resumeFocus();

Q_SIGNALS:
    void forgetRequested(const QtLogin::RememberedLogin::Device &device);
    void forgetOthersRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addRow(const Device &device);
    void leaveFrom(QWidget *button);
    void retranslate();

    QVBoxLayout *m_rows;
    QList<DeviceRow *> m_devices;
    WordsLabel *m_nothing;
    QPushButton *m_others;
    FieldNote *m_error;
    qsizetype m_leftFrom = 0; // the place of the button that was pressed last
};

} // namespace QtLogin
