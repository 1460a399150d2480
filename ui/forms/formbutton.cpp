// SPDX-License-Identifier: MIT
#include "forms/formbutton_p.h"

namespace QtLogin {

QSize FormButton::sizeHint() const
{
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    const int room = fontMetrics().height() / 2;
    return QPushButton::sizeHint().expandedTo(words + QSize(room, room));
}

} // namespace QtLogin
